//! Where the keyboard is: the panes that it goes to in turn, each remembering where it was last.

use std::collections::BTreeMap;

use eframe::egui::{Context, Id, LayerId, Rect};

use super::workspace::Step;

/// A part of the window that the keyboard goes to as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pane {
    /// Places and relations.
    Lists,
    /// The map.
    Map,
    /// The text with its details.
    Text,
    /// The bar of menus.
    Menus,
}

/// The panes of the last frame, in the order of the walk, and where the keyboard was in each.
#[derive(Debug, Default)]
pub struct Focus {
    panes: Vec<(Pane, Rect)>,
    last: BTreeMap<Pane, Id>,
}

impl Focus {
    /// Forgets where the panes stand, for a frame that says anew.
    pub fn begin(&mut self) {
        self.panes.clear();
    }

    /// Notes where a pane stands, after those before it in the walk.
    pub fn stands(&mut self, pane: Pane, rect: Rect) {
        if rect.is_positive() {
            self.panes.push((pane, rect));
        }
    }

    /// The pane that the keyboard is in.
    pub fn pane(&self, ctx: &Context) -> Option<Pane> {
        let focused = ctx.memory(|memory| memory.focused())?;
        let rect = ctx.read_response(focused)?.interact_rect;
        self.pane_at(rect)
    }

    fn pane_at(&self, rect: Rect) -> Option<Pane> {
        let holds = |(_, pane): &&(Pane, Rect)| pane.contains(rect.center());
        self.panes.iter().find(holds).map(|(pane, _)| *pane)
    }

    /// Takes the keyboard to the next or previous pane that has something to point at.
    pub fn step(&mut self, ctx: &Context, step: Step) {
        let here = self.pane(ctx);
        if let (Some(pane), Some(focused)) = (here, ctx.memory(|memory| memory.focused())) {
            self.last.insert(pane, focused);
        }
        let widgets = self.widgets(ctx);
        let found = self.after(here, step).into_iter().find_map(|pane| {
            let inside = || widgets.iter().filter(|(owner, _)| *owner == pane);
            let last = self.last.get(&pane);
            let remembered = inside().find(|(_, id)| Some(id) == last);
            remembered.or_else(|| inside().next()).map(|(_, id)| *id)
        });
        if let Some(id) = found {
            ctx.memory_mut(|memory| memory.request_focus(id));
            ctx.request_repaint();
        }
    }

    /// The panes in the order of the walk from one of them, or from outside all.
    fn after(&self, here: Option<Pane>, step: Step) -> Vec<Pane> {
        let mut panes: Vec<Pane> = self.panes.iter().map(|(pane, _)| *pane).collect();
        if step == Step::Previous {
            panes.reverse();
        }
        if let Some(at) = panes.iter().position(|pane| Some(*pane) == here) {
            panes.rotate_left(at + 1);
            panes.pop();
        }
        panes
    }

    /// What the keyboard can go to in each pane, in the order that it was drawn.
    fn widgets(&self, ctx: &Context) -> Vec<(Pane, Id)> {
        ctx.viewport(|viewport| {
            let widgets = viewport.this_pass.widgets.get_layer(LayerId::background());
            let usable = widgets.filter(|widget| {
                widget.enabled && widget.sense.is_focusable() && widget.interact_rect.is_positive()
            });
            usable
                .filter_map(|widget| Some((self.pane_at(widget.interact_rect)?, widget.id)))
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{pos2, vec2};

    use super::*;

    #[test]
    fn the_walk_goes_around_both_ways_and_leaves_out_what_is_hidden() {
        let mut focus = Focus::default();
        let rect = |x| Rect::from_min_size(pos2(x, 0.0), vec2(10.0, 10.0));
        focus.stands(Pane::Lists, rect(0.0));
        focus.stands(
            Pane::Map,
            Rect::from_min_size(pos2(9.0, 0.0), vec2(0.0, 10.0)),
        );
        focus.stands(Pane::Text, rect(10.0));
        focus.stands(Pane::Menus, rect(20.0));
        assert_eq!(
            focus.after(Some(Pane::Lists), Step::Next),
            [Pane::Text, Pane::Menus]
        );
        assert_eq!(
            focus.after(Some(Pane::Lists), Step::Previous),
            [Pane::Menus, Pane::Text]
        );
        assert_eq!(focus.after(None, Step::Next)[0], Pane::Lists);
        assert_eq!(focus.pane_at(rect(12.0)), Some(Pane::Text));
    }
}
