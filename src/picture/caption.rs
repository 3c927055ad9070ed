//! The sentence that is read, beside the map of a picture of a story: as large as it fits, its places in their colours.

use super::furniture::{INK, Legend, WEAK};
use super::lettering::{Anchor, Line, Run, draw_line, draw_runs};
use super::metrics::{LINE_HEIGHT, Type};
use super::svg::Svg;
use crate::document::{Document, Mention};
use crate::extract::Label;
use crate::geo::{Px, PxRect};
use crate::scene::StoryStep;
use crate::scene::draw::Paint;
use crate::scene::style::{PlaceStyle, ground};
use crate::text::Span;

/// Sizes of the sentence's letters that are tried, the largest first, in pixels.
const SIZES_PX: [f32; 10] = [44.0, 38.0, 34.0, 30.0, 27.0, 24.0, 21.0, 18.0, 16.0, 14.0];
/// What is left free at the edges, in pixels.
const MARGIN: f32 = 28.0;
/// Height of the row that counts the sentences, and the size of its letters.
const COUNT_ROW: f32 = 40.0;
const COUNT_PX: f32 = 15.0;
/// Height of the line that shows how far the story has come.
const PROGRESS: f32 = 4.0;

/// What stands beside the map.
pub(super) struct Caption<'a> {
    pub document: &'a Document,
    pub step: &'a StoryStep,
    /// The number of the sentence, from 1, and how many there are.
    pub number: [usize; 2],
    pub legend: &'a Legend,
    pub dark: bool,
}

impl Caption<'_> {
    /// Draws it on a part of the picture.
    pub fn draw(&self, svg: &mut Svg, rect: PxRect) {
        svg.begin(format_args!("id=\"sentence\""));
        svg.plate(rect, 0.0, Paint::solid(ground(self.dark)));
        self.draw_count(svg, rect);
        let inner = rect.expanded(-MARGIN);
        let top = inner.min.y + COUNT_ROW;
        let legend = self.legend_in(inner, top);
        let bottom = legend.map_or(inner.max.y, |legend| legend.min.y - MARGIN);
        self.draw_sentence(
            svg,
            PxRect::new(Px::new(inner.min.x, top), Px::new(inner.max.x, bottom)),
        );
        svg.end();
        if let Some(legend) = legend {
            self.legend.draw(svg, legend, self.dark);
        }
    }

    /// Where the legend goes: at the bottom, where it leaves half of the room to the sentence.
    fn legend_in(&self, inner: PxRect, top: f32) -> Option<PxRect> {
        let size = self.legend.size();
        let fits = size.x <= inner.max.x - inner.min.x && size.y <= (inner.max.y - top) / 2.0;
        let corner = Px::new(inner.min.x, inner.max.y - size.y);
        (fits && !self.legend.is_empty()).then(|| PxRect::from_min_size(corner, size))
    }

    fn draw_count(&self, svg: &mut Svg, rect: PxRect) {
        let [number, of] = self.number;
        let width = (rect.max.x - rect.min.x) * number as f32 / of.max(1) as f32;
        let bar = PxRect::from_min_size(rect.min, Px::new(width, PROGRESS));
        svg.plate(bar, 0.0, Paint::of(WEAK, self.dark));
        let line = Line {
            text: &format!("{number} / {of}"),
            face: Type::Sans,
            size: COUNT_PX,
            paint: Paint::of(WEAK, self.dark),
            anchor: Anchor::Start,
        };
        let at = Px::new(rect.min.x + MARGIN, rect.min.y + MARGIN + COUNT_PX / 2.0);
        draw_line(svg, at, line);
    }

    fn draw_sentence(&self, svg: &mut Svg, room: PxRect) {
        let words = words(self.document, self.step.span);
        let extent = room.max - room.min;
        let fitting = SIZES_PX.into_iter().find_map(|size| {
            let lines = lines(&words, size, extent.x);
            (lines.len() as f32 * LINE_HEIGHT * size <= extent.y).then_some((size, lines))
        });
        let smallest = SIZES_PX[SIZES_PX.len() - 1];
        let (size, mut lines) =
            fitting.unwrap_or_else(|| (smallest, lines(&words, smallest, extent.x)));
        // What finds no room even in the smallest letters ends where the room does.
        lines.truncate((extent.y / (LINE_HEIGHT * size)).max(1.0) as usize);
        for (n, line) in lines.into_iter().enumerate() {
            let middle = room.min.y + (n as f32 + 0.5) * LINE_HEIGHT * size;
            let runs = self.runs(&words[line]);
            draw_runs(svg, Px::new(room.min.x, middle), &runs, Type::Serif, size);
        }
    }

    /// A line as stretches of one colour.
    fn runs(&self, words: &[Word<'_>]) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut last: Option<Option<&Mention>> = None;
        for (n, word) in words.iter().enumerate() {
            for (at, &(text, mention)) in word.parts.iter().enumerate() {
                let space = if n > 0 && at == 0 { " " } else { "" };
                let same =
                    |last: Option<&Mention>| last.map(|one| &one.id) == mention.map(|one| &one.id);
                match runs.last_mut().filter(|_| last.is_some_and(same)) {
                    Some(run) => run.text.extend([space, text]),
                    None => {
                        // The space before a name is not underlined with it.
                        match runs.last_mut() {
                            Some(run) if mention.is_some() => run.text.push_str(space),
                            _ => {}
                        }
                        let space = if mention.is_some() && !runs.is_empty() {
                            ""
                        } else {
                            space
                        };
                        runs.push(self.run(format!("{space}{text}"), mention));
                    }
                }
                last = Some(mention);
            }
        }
        runs
    }

    fn run(&self, text: String, mention: Option<&Mention>) -> Run {
        let place = mention
            .and_then(|mention| mention.place.as_ref())
            .and_then(|place| self.document.place(place));
        let ink = place.map_or(INK, |place| PlaceStyle::of(place.kind).ink);
        Run {
            text,
            paint: Paint::of(ink, self.dark),
            is_underlined: place.is_some(),
        }
    }
}

/// A word with its parts: those in a mention and those outside.
struct Word<'a> {
    text: &'a str,
    parts: Vec<(&'a str, Option<&'a Mention>)>,
}

/// The words of a sentence.
fn words(document: &Document, sentence: Span) -> Vec<Word<'_>> {
    let text = document.article.text();
    let is_here = |mention: &&Mention| {
        mention.span.overlaps(sentence) && matches!(mention.label, Label::Loc | Label::Demonym)
    };
    let mentions: Vec<&Mention> = document.mentions.iter().filter(is_here).collect();
    let start = text.as_ptr() as usize;
    let word = |word: &'_ str| {
        let from = word.as_ptr() as usize - start;
        Span::new(from, from + word.len())
    };
    text[sentence.range()]
        .split_whitespace()
        .map(|text_of| Word {
            text: text_of,
            parts: parts(text, word(text_of), &mentions),
        })
        .collect()
}

/// A word cut where mentions begin and end.
fn parts<'a>(
    text: &'a str,
    word: Span,
    mentions: &[&'a Mention],
) -> Vec<(&'a str, Option<&'a Mention>)> {
    let mut cuts = vec![word.start, word.end];
    for mention in mentions {
        let inside = |at: &u32| word.start < *at && *at < word.end;
        cuts.extend(
            [mention.span.start, mention.span.end]
                .iter()
                .filter(|at| inside(at)),
        );
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|ends| {
            let part = Span::new(ends[0] as usize, ends[1] as usize);
            let mention = mentions.iter().find(|mention| mention.span.contains(part));
            (&text[part.range()], mention.copied())
        })
        .collect()
}

/// The lines that words fill at a size, as stretches of the words.
fn lines(words: &[Word<'_>], size: f32, width: f32) -> Vec<std::ops::Range<usize>> {
    let space = Type::Serif.width(" ", size);
    let mut lines = Vec::new();
    let (mut first, mut filled) = (0, 0.0);
    for (at, word) in words.iter().enumerate() {
        let wide = Type::Serif.width(word.text, size);
        if at > first && filled + space + wide > width {
            lines.push(first..at);
            (first, filled) = (at, wide);
        } else {
            filled += wide + if at > first { space } else { 0.0 };
        }
    }
    lines.push(first..words.len());
    lines.retain(|line| !line.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const DANUBE: &str = include_str!("../../tests/data/danubio.mapalabra.json");

    fn caption<'a>(document: &'a Document, step: &'a StoryStep, legend: &'a Legend) -> Caption<'a> {
        Caption {
            document,
            step,
            number: [1, 2],
            legend,
            dark: false,
        }
    }

    #[test]
    fn places_stand_out_and_no_letter_is_lost() {
        let document = Document::from_json(DANUBE).unwrap();
        let text = document.article.text();
        let step = StoryStep {
            span: Span::new(0, text.len()),
            ..StoryStep::default()
        };
        let legend = Legend::default();
        let words = words(&document, step.span);
        let runs = caption(&document, &step, &legend).runs(&words);
        let said: String = runs.iter().map(|run| &*run.text).collect();
        assert_eq!(said, text.split_whitespace().collect::<Vec<_>>().join(" "));
        let named: Vec<&str> = runs
            .iter()
            .filter(|run| run.is_underlined)
            .map(|run| &*run.text)
            .collect();
        assert!(
            named.contains(&"mar Negro") && named.contains(&"Odesa"),
            "{named:?}"
        );
    }

    #[test]
    fn lines_are_no_wider_than_the_room() {
        let document = Document::from_json(DANUBE).unwrap();
        let words = words(&document, Span::new(0, document.article.text().len()));
        let lines = lines(&words, 20.0, 300.0);
        assert_eq!(
            lines.iter().map(|line| line.len()).sum::<usize>(),
            words.len()
        );
        for line in lines {
            let text: Vec<&str> = words[line].iter().map(|word| word.text).collect();
            assert!(
                Type::Serif.width(&text.join(" "), 20.0) <= 300.5,
                "{text:?}"
            );
        }
    }
}
