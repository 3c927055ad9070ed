//! What a picture shall show and how big it shall be, asked before its file is.

use eframe::egui::{self, RichText, Ui};

use super::files::dialog::Purpose;
use super::overlay::Outcome;
use super::theme::Palette;
use super::words::Word;
use crate::geo::Px;
use crate::picture::Size;
use crate::text::Language;

/// Which part of the world a picture shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// What the map shows.
    #[default]
    AsSeen,
    /// What the article is about.
    Story,
    /// The article told sentence by sentence, in one picture that moves.
    Moving,
    /// The same in a picture for each sentence.
    Stills,
}

/// What was chosen so far.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureChoice {
    /// Which part of the world.
    pub part: Part,
    /// Width and height in pixels, as typed.
    pub size: String,
}

impl PictureChoice {
    /// What the map shows on so much room, or the story where no map is on screen.
    pub fn new(seen: Option<Px>, scale: f32) -> Self {
        let usual = Size::default();
        let [width, height] = match seen {
            Some(seen) => [seen.x, seen.y].map(|side| (side * scale).round() as u32),
            None => [usual.width(), usual.height()],
        };
        let part = if seen.is_some() {
            Part::AsSeen
        } else {
            Part::Story
        };
        Self {
            part,
            size: format!("{width}x{height}"),
        }
    }

    /// A story, as large as slides are.
    pub fn of_story() -> Self {
        Self {
            part: Part::Moving,
            ..Self::new(None, 1.0)
        }
    }

    /// What it can be.
    fn parts(&self) -> [(Part, Word); 2] {
        match self.part {
            Part::AsSeen | Part::Story => [
                (Part::AsSeen, Word::PictureAsSeen),
                (Part::Story, Word::PictureStory),
            ],
            Part::Moving | Part::Stills => [
                (Part::Moving, Word::RecordMoving),
                (Part::Stills, Word::RecordStills),
            ],
        }
    }

    /// What is asked.
    pub(super) fn title(&self) -> Word {
        match self.part {
            Part::AsSeen | Part::Story => Word::PictureTitle,
            Part::Moving | Part::Stills => Word::RecordTitle,
        }
    }

    /// What its file is asked for.
    pub(super) fn purpose(&self) -> Purpose {
        match self.part {
            Part::AsSeen | Part::Story => Purpose::ExportPicture,
            Part::Moving => Purpose::RecordMoving,
            Part::Stills => Purpose::RecordStills,
        }
    }

    /// The size, where it is one.
    pub fn size(&self) -> Option<Size> {
        Size::from_word(self.size.trim())
    }

    /// The questions.
    pub(super) fn ui(&mut self, ui: &mut Ui, palette: Palette, language: Language) -> Outcome {
        ui.set_width(360.0);
        for (part, word) in self.parts() {
            ui.radio_value(&mut self.part, part, word.in_language(language));
        }
        ui.add_space(8.0);
        ui.label(Word::PictureSize.in_language(language));
        let accepted = self.size_field(ui, language);
        let size = self.size();
        let hint = match size {
            Some(_) => {
                RichText::new(Word::PictureSizeHint.in_language(language)).color(palette.weak)
            }
            None => {
                RichText::new(Word::PictureSizeWrong.in_language(language)).color(palette.error)
            }
        };
        ui.label(hint);
        ui.add_space(12.0);
        let [go_on, cancelled] = ui
            .horizontal(|ui| {
                let go_on = egui::Button::new(Word::ChoosePictureFile.in_language(language));
                let go_on = ui.add_enabled(size.is_some(), go_on).clicked();
                [
                    go_on,
                    ui.button(Word::Cancel.in_language(language)).clicked(),
                ]
            })
            .inner;
        match (cancelled, size) {
            (true, _) => Outcome::Closed,
            (false, Some(_)) if go_on || accepted => Outcome::Picture(self.clone()),
            _ => Outcome::Open,
        }
    }

    /// The field of the size, which has the keyboard from the start; says whether Enter was pressed in it.
    fn size_field(&mut self, ui: &mut Ui, language: Language) -> bool {
        let edit = egui::TextEdit::singleline(&mut self.size).desired_width(140.0);
        let field = ui
            .add(edit.id_salt("picture size"))
            .accessible_name(Word::PictureSize.in_language(language));
        let accepted = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        accepted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_as_large_as_the_map_until_somebody_says_otherwise() {
        let choice = PictureChoice::new(Some(Px::new(572.0, 660.0)), 2.0);
        assert_eq!((choice.part, &*choice.size), (Part::AsSeen, "1144x1320"));
        assert_eq!(PictureChoice::new(None, 2.0).size(), Some(Size::default()));
    }

    #[test]
    fn what_is_no_size_is_none() {
        let mut choice = PictureChoice::new(None, 2.0);
        choice.size = "enorme".to_owned();
        assert_eq!(choice.size(), None);
        choice.size = " 800x600 ".to_owned();
        assert_eq!(choice.size(), Size::new(800, 600).ok());
    }
}
