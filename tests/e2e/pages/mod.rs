//! The screens as a person knows them: by what they say and offer.
