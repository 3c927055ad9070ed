//! Small changes to a list that can be taken back.

use std::collections::BTreeSet;

/// One change to a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change<T> {
    /// Puts another item in the place of the one at this index.
    Replace(usize, T),
    /// Takes the item at this index out.
    Remove(usize),
    /// Puts an item in before the one at this index.
    Insert(usize, T),
}

/// Whether the changes, one after the other, meet a list of this length.
pub(super) fn fit<T>(changes: &[Change<T>], mut len: usize) -> bool {
    changes.iter().all(|change| match change {
        Change::Replace(at, _) => *at < len,
        Change::Remove(at) => {
            let fits = *at < len;
            len = len.saturating_sub(1);
            fits
        }
        Change::Insert(at, _) => {
            len += 1;
            *at < len
        }
    })
}

/// Makes the changes, which must [`fit`], and returns those that take them back.
pub(super) fn apply<T>(list: &mut Vec<T>, changes: Vec<Change<T>>) -> Vec<Change<T>> {
    let mut inverse: Vec<_> = changes
        .into_iter()
        .map(|change| match change {
            Change::Replace(at, item) => {
                Change::Replace(at, std::mem::replace(&mut list[at], item))
            }
            Change::Remove(at) => Change::Insert(at, list.remove(at)),
            Change::Insert(at, item) => {
                list.insert(at, item);
                Change::Remove(at)
            }
        })
        .collect();
    inverse.reverse();
    inverse
}

/// The changes that make one list another, in which what stays has kept its order.
pub(super) fn between<T: PartialEq, Id: Ord + ?Sized>(
    old: &[T],
    new: Vec<T>,
    id: impl Fn(&T) -> &Id,
) -> Vec<Change<T>> {
    let kept: BTreeSet<&Id> = new.iter().map(&id).collect();
    let gone = |at: &usize| !kept.contains(id(&old[*at]));
    let removed: Vec<usize> = (0..old.len()).rev().filter(gone).collect();
    let mut rest = old.iter().filter(|item| kept.contains(id(item))).peekable();
    // Which items of the new list are new or changed, before the list itself is taken apart.
    let states: Vec<Option<bool>> = new
        .iter()
        .map(|item| {
            rest.next_if(|before| id(before) == id(item))
                .map(|before| before != item)
        })
        .collect();
    let mut changes: Vec<_> = removed.into_iter().map(Change::Remove).collect();
    let items = new.into_iter().zip(states).enumerate();
    changes.extend(items.filter_map(|(at, (item, state))| match state {
        Some(true) => Some(Change::Replace(at, item)),
        Some(false) => None,
        None => Some(Change::Insert(at, item)),
    }));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_between_two_lists_leads_from_one_to_the_other() {
        let old = vec![(1, 'a'), (2, 'b'), (3, 'c'), (5, 'e')];
        for new in [
            vec![(1, 'a'), (9, 'x'), (3, 'C'), (5, 'e'), (7, 'g')],
            vec![],
            vec![(8, 'h'), (5, 'E')],
            old.clone(),
        ] {
            let changes = between(&old, new.clone(), |item| &item.0);
            assert!(fit(&changes, old.len()));
            let mut list = old.clone();
            let inverse = apply(&mut list, changes);
            assert_eq!(list, new);
            apply(&mut list, inverse);
            assert_eq!(list, old);
        }
        assert!(between(&old, old.clone(), |item| &item.0).is_empty());
    }

    #[test]
    fn the_inverse_brings_the_list_back() {
        let before = vec!["a", "b", "c", "d"];
        let changes = vec![
            Change::Replace(3, "D"),
            Change::Remove(1),
            Change::Remove(0),
            Change::Insert(2, "e"),
        ];
        assert!(fit(&changes, before.len()));
        let mut list = before.clone();
        let inverse = apply(&mut list, changes);
        assert_eq!(list, ["c", "D", "e"]);
        assert!(fit(&inverse, list.len()));
        apply(&mut list, inverse);
        assert_eq!(list, before);
    }

    #[test]
    fn changes_beyond_the_end_do_not_fit() {
        assert!(!fit(&[Change::Replace(1, 'x')], 1));
        assert!(!fit(&[Change::<char>::Remove(0), Change::Remove(0)], 1));
        assert!(!fit(&[Change::Insert(2, 'x')], 1));
        assert!(fit(&[Change::Insert(1, 'x')], 1));
    }
}
