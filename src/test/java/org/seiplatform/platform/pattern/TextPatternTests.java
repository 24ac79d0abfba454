package org.seiplatform.platform.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.organization.OrganizationSettings;

class TextPatternTests {

    private static final List<String> PARTS = List.of(
            "a",
            "b",
            "K",
            "ſ",
            ".",
            "^",
            "$",
            "\\b",
            "\\d",
            "\\pL",
            "\\p{Greek}",
            "\\x{61}",
            "\\Qa(b{2}\\E",
            "\\(",
            "\\\\",
            "[a-z]",
            "[^]x]",
            "[[:alpha:](]",
            "[\\]{2}]",
            "(",
            "(?:",
            "(?i)",
            "(?P<n>",
            ")",
            ")",
            "|",
            "*",
            "+?",
            "?",
            "{2}",
            "{3,}",
            "{0,4}",
            "{,2}",
            "{x}",
            "{",
            "}",
            "]",
            "-",
            "é",
            "\uD83D\uDE80");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a?){1,10}){1,10}){1,10})",
                "((((((((a{9}){9}){9}){9}){9}){9}){9}){9})",
                "(a?){1000}",
                "(.{30}){30}",
                "(\\Q(\\E{100}){100}",
                "([[:alpha:](]{100}){100}",
                "(\\x{61}{100}){100}",
                "(a{1,100}|b){100}"
            })
    void refusesWhatRepetitionsMakeTooLarge(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextPattern.compile(pattern))
                .withMessageContaining("smaller");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
                "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$",
                "^[0-9a-f]{40}$|^[0-9a-f]{64}$",
                "\\bprod\\b",
                "{x}[^]]{2}"
            })
    void takesWhatIsOfModerateSize(String pattern) {
        assertThat(TextPattern.compile(pattern).size()).isPositive();
    }

    @Test
    void takesAListOfWordsOfTheGreatestLength() {
        String words = "abcdefghi|".repeat(50).substring(0, TextPattern.MAXIMUM_LENGTH);

        assertThat(TextPattern.compileWithoutCase(words).isFoundIn("an ABCDEFGHI"))
                .isTrue();
    }

    @Test
    void takesTheDefaults() {
        OrganizationSettings defaults = OrganizationSettings.DEFAULTS;

        assertThat(List.of(
                        defaults.productionEnvironmentPattern(),
                        defaults.hotfixPattern(),
                        defaults.botPattern(),
                        defaults.incidentLabelPattern()))
                .allSatisfy(pattern ->
                        assertThat(TextPattern.compile(pattern).size()).isPositive());
    }

    @Test
    void wordsHaveBoundaries() {
        TextPattern pattern = TextPattern.compile("\\bprod\\b");

        assertThat(pattern.isFoundIn("eu prod 1")).isTrue();
        assertThat(pattern.isFoundIn("product")).isFalse();
    }

    @Test
    void neverEstimatesLessThanWhatIsCompiled() {
        int compiled = 0;
        for (long seed = 1; seed <= 20_000; seed++) {
            String pattern = pattern(new Random(seed));
            try {
                int size = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).programSize();
                assertThat(PatternSize.estimate(pattern))
                        .as("seed %s: %s", seed, pattern)
                        .isGreaterThanOrEqualTo(size);
                compiled++;
            } catch (PatternSyntaxException refused) {
                assertThatIllegalArgumentException().isThrownBy(() -> TextPattern.compile(pattern));
            }
        }
        assertThat(compiled).isGreaterThan(5_000);
    }

    private static String pattern(Random random) {
        StringBuilder pattern = new StringBuilder();
        int open = 0;
        for (int part = random.nextInt(1, 12); part > 0; part--) {
            String next = PARTS.get(random.nextInt(PARTS.size()));
            if (next.equals(")") && open == 0) {
                continue;
            }
            open += next.startsWith("(") && !next.equals("(?i)") ? 1 : next.equals(")") ? -1 : 0;
            pattern.append(next);
        }
        return pattern.append(")".repeat(open)).toString();
    }
}
