package org.seiplatform.developer.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalWordsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thank Ada Lovelace                  | Thank [erased]
            ADA   LOVELACE's fix                | [erased]'s fix
            Ada Lovelace, Grace Hopper          | [erased], Grace Hopper
            Ask ada@example.org.                | Ask [erased].
            Ask <Ada@Example.org>               | Ask <[erased]>
            cc @ada-l, @grace                   | cc [erased], @grace
            Merge pull request #1 from ada-l/x  | Merge pull request #1 from [erased]/x
            ada-l/fix                           | [erased]/fix
            """)
    void takesOutWhatSpeaksOfThePerson(String text, String expected) {
        assertThat(without(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Rewrite it in Ada
            Ada: Lovelace
            Lovelace Ada
            ada-l is a word here
            canada-l/fix
            xada@example.org
            @ada-lx
            """)
    void leavesWhatOnlyLooksLikeIt(String text) {
        assertThat(without(text)).isSameAs(text);
    }

    @Test
    void aSingleWordIsNoName() {
        assertThat(PersonalWords.name("Will")).isEmpty();
    }

    private static String without(String text) {
        List<String> terms = new ArrayList<>(PersonalWords.name("Ada Lovelace"));
        terms.add(PersonalWords.email("Ada@example.org"));
        terms.addAll(PersonalWords.login("ada-l"));
        return PersonalWords.without(text, terms::contains);
    }
}
