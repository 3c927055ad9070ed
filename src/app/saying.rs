//! What the window says above its panes.

use std::time::{Duration, Instant};

use super::bars::Notice;
use super::command::Command;
use super::files::settings::SettingsError;
use super::window::Window;
use super::words::Word;

/// How long a notice stays that goes by itself.
const BRIEFLY: Duration = Duration::from_secs(6);

impl Window {
    pub(super) fn fail(&mut self, text: String) {
        self.notice(Notice {
            text,
            is_error: true,
            until: None,
            offer: None,
        });
    }

    pub(super) fn say(&mut self, text: String) {
        self.notice(Notice {
            text,
            is_error: false,
            until: None,
            offer: None,
        });
    }

    /// Says something that a command answers.
    pub(super) fn offer(&mut self, text: String, command: Command) {
        self.notice(Notice {
            text,
            is_error: false,
            until: None,
            offer: Some(command),
        });
    }

    /// Says something that needs no answer and goes by itself.
    pub(super) fn say_briefly(&mut self, text: String) {
        let until = Some(Instant::now() + BRIEFLY);
        self.notice(Notice {
            text,
            is_error: false,
            until,
            offer: None,
        });
        self.jobs.context().request_repaint_after(BRIEFLY);
    }

    /// Says why what was asked for cannot be done now.
    pub(super) fn say_why_not(&mut self, why: Word) {
        let why = why.in_language(self.language);
        let mut letters = why.chars();
        let first = letters
            .next()
            .map(|letter| letter.to_uppercase().to_string());
        self.say_briefly(first.unwrap_or_default() + letters.as_str());
    }

    /// Takes away what has been said long enough.
    pub(super) fn forget_brief_notices(&mut self) {
        let now = Instant::now();
        self.notices
            .retain(|notice| notice.until.is_none_or(|until| now < until));
    }

    /// A new notice takes the place of an older one of its kind, so that they never pile up.
    fn notice(&mut self, notice: Notice) {
        self.notices
            .retain(|older| older.is_error != notice.is_error);
        self.notices.push(notice);
    }

    pub(super) fn note_settings(&mut self, result: Result<(), SettingsError>) {
        let sentence = match result {
            Ok(()) => return,
            Err(SettingsError::Damaged { path }) => {
                Word::SettingsDamaged.with(self.language, &[&path.to_string_lossy()])
            }
            Err(SettingsError::Unwritable { source, .. }) => {
                Word::SettingsUnwritable.with(self.language, &[&source.to_string()])
            }
        };
        self.say(sentence);
    }
}
