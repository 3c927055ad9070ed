//! The gazetteer that a command works with: the program's, with a person's own places over it where a file is given.

use std::path::Path;

use super::CommandError;
use crate::gazetteer::{Gazetteer, own};
use crate::load;

pub(super) fn open(own: Option<&Path>) -> Result<Gazetteer, CommandError> {
    let gazetteer = Gazetteer::embedded()?;
    let Some(path) = own else {
        return Ok(gazetteer);
    };
    let text = load::read_gazetteer(path)?;
    own::read(&text)
        .and_then(|places| own::over(&gazetteer, places))
        .map_err(|error| CommandError::Own {
            path: path.display().to_string(),
            error,
        })
}
