//! Small changes to a list that can be taken back.

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

#[cfg(test)]
mod tests {
    use super::*;

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
