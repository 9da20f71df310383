//! Lines of bounded length: what does not fit goes on behind a blank on the next line.

/// Appends `line` in pieces of at most `most` octets, never within a letter, and ends it.
pub(crate) fn folded(out: &mut String, line: &str, most: usize, end: &str) {
    let mut room = most;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            out.push_str(end);
            out.push(' ');
            room = most - 1;
        }
        out.push(letter);
        room -= letter.len_utf8();
    }
    out.push_str(end);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_bounded_in_octets_and_letters_stay_whole() {
        let line = "NOTE:".to_owned() + &"ü🦀".repeat(60);
        let mut out = String::new();
        folded(&mut out, &line, 75, "\r\n");
        assert!(out.ends_with("\r\n"), "the last piece ends the line");
        assert!(out.lines().all(|piece| piece.len() <= 75), "no piece is longer: {out}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), line, "put together it is the line again");
    }

    #[test]
    fn a_line_that_just_fits_is_left_alone() {
        let mut out = String::new();
        folded(&mut out, &"a".repeat(75), 75, "\n");
        assert_eq!(out, "a".repeat(75) + "\n", "75 octets fit");
    }
}
