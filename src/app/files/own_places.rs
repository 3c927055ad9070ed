//! The gazetteer that articles are read with: the program's, with the person's own places over it where they chose a file.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::changes::Stamp;
use crate::gazetteer::own::{self, OwnError};
use crate::gazetteer::{AssetError, Gazetteer};
use crate::load::{self, LoadError};

/// Why a file of own places cannot be used; worded as on the command line.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnPlacesError {
    /// It cannot be read.
    #[error(transparent)]
    File(Arc<LoadError>),
    /// What it holds makes no sense.
    #[error("{path}: {error}")]
    Places {
        /// The file.
        path: String,
        /// What is wrong with it.
        error: Arc<OwnError>,
    },
}

/// A gazetteer to read an article with.
#[derive(Clone, Debug)]
pub struct Places {
    /// The places.
    pub gazetteer: Arc<Gazetteer>,
    /// Why the person's own ones are not among them, if they should be.
    pub problem: Option<OwnPlacesError>,
}

/// The gazetteer, built once for each state of the file. Copies share what has been built.
#[derive(Clone, Debug, Default)]
pub struct OwnPlaces {
    file: Option<PathBuf>,
    built: Arc<Mutex<Option<Built>>>,
}

#[derive(Debug)]
struct Built {
    file: Option<PathBuf>,
    stamp: Option<Stamp>,
    places: Places,
}

impl OwnPlaces {
    /// With the places of this file, or with none.
    pub fn of(file: Option<PathBuf>) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// The file that the person chose.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The gazetteer. A file that cannot be used leaves the program's places, and says why. May take seconds where the
    /// file is large.
    ///
    /// # Errors
    /// When the gazetteer inside the program is damaged.
    pub fn places(&self) -> Result<Places, AssetError> {
        let stamp = self.file.as_deref().and_then(Stamp::of);
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        let known = built
            .as_ref()
            .filter(|built| built.file == self.file && built.stamp == stamp);
        if let Some(known) = known {
            return Ok(known.places.clone());
        }
        let places = build(self.file())?;
        *built = Some(Built {
            file: self.file.clone(),
            stamp,
            places: places.clone(),
        });
        Ok(places)
    }
}

fn build(file: Option<&Path>) -> Result<Places, AssetError> {
    let gazetteer = Gazetteer::embedded()?;
    let laid_over = file.map(|file| over(&gazetteer, file)).transpose();
    Ok(match laid_over {
        Ok(with_own) => Places {
            gazetteer: Arc::new(with_own.unwrap_or(gazetteer)),
            problem: None,
        },
        Err(problem) => Places {
            gazetteer: Arc::new(gazetteer),
            problem: Some(problem),
        },
    })
}

fn over(gazetteer: &Gazetteer, file: &Path) -> Result<Gazetteer, OwnPlacesError> {
    let text = load::read_gazetteer(file).map_err(|error| OwnPlacesError::File(error.into()))?;
    own::read(&text)
        .and_then(|places| own::over(gazetteer, places))
        .map_err(|error| OwnPlacesError::Places {
            path: file.display().to_string(),
            error: error.into(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_places_are_read_again_only_when_their_file_changes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mis-lugares.csv");
        std::fs::write(&file, "nombre;lat;lon\nCortijo del Aljibe;37,21;-3,94\n").unwrap();
        let own = OwnPlaces::of(Some(file.clone()));
        let first = own.places().unwrap();
        assert!(first.problem.is_none());
        assert_eq!(first.gazetteer.search("cortijo del aljibe", 1).len(), 1);
        let again = own.clone().places().unwrap();
        assert!(Arc::ptr_eq(&first.gazetteer, &again.gazetteer));
        std::fs::write(&file, "nombre;lat\n").unwrap();
        let broken = own.places().unwrap();
        let said = broken.problem.unwrap().to_string();
        assert!(said.contains("mis-lugares.csv"), "{said}");
        assert!(!broken.gazetteer.search("Lima", 1).is_empty());
    }

    #[test]
    fn a_file_that_is_not_there_leaves_the_programs_places() {
        let own = OwnPlaces::of(Some("/nowhere/mis-lugares.csv".into()));
        let places = own.places().unwrap();
        assert!(places.problem.unwrap().to_string().contains("no such file"));
        assert!(!places.gazetteer.search("Lima", 1).is_empty());
    }
}
