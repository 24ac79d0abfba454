package org.seiplatform.platform.observability;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets and addresses of people out of texts before they are logged, wherever they come from: a message, a stack trace, what
 * a driver says. It recognizes them by their form, so it is the last of several defences, not the first.
 */
final class Redaction {

    private static final String MASK = "***";

    /** What to look for, cheap to exclude by a text that must be there, in any case of letters; and what to put in its place. */
    private record Rule(List<String> hints, Pattern pattern, String replacement) {

        private static Rule of(String hint, String pattern, String replacement) {
            return new Rule(List.of(hint.split("\\|")), Pattern.compile(pattern), replacement);
        }

        private boolean mayApply(String text) {
            return hints.stream().anyMatch(text::contains);
        }
    }

    /** Quantifiers are possessive or bounded: a text that somebody made up costs no more than another. */
    private static final List<Rule> RULES = List.of(
            Rule.of("://", "([A-Za-z][A-Za-z0-9+.-]{0,20}://)[^/\\s@\"']{1,512}+@", "$1" + MASK + "@"),
            // The path of a repository names its owner.
            Rule.of("http", "(https?://[^/\\s\"'?#]{1,255}+)/[^\\s\"'<>)\\]},;]{1,2000}+", "$1/" + MASK),
            Rule.of("sei_", "(sei_[a-z0-9]{1,32}_)[A-Za-z0-9]{8,}+", "$1" + MASK),
            Rule.of("eyJ", "eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{4,}+(?:\\.[A-Za-z0-9_-]*+)?", MASK),
            Rule.of(
                    "gh|glpat-|hvs.|AKIA|xox",
                    "\\b(?:gh[pousr]_|github_pat_|glpat-|hvs\\.|AKIA|xox[abpr]-)[A-Za-z0-9_-]{12,}+",
                    MASK),
            Rule.of(
                    "PRIVATE KEY",
                    "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*+(?:-(?!----)[^-]*+){0,100}+(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?",
                    MASK),
            Rule.of("earer |asic |EARER |ASIC ", "(?i)\\b(bearer|basic)\\s{1,4}[A-Za-z0-9._~+/=-]{6,}+", "$1 " + MASK),
            Rule.of(
                    "=|:",
                    "(?i)\\b(pass(?:word|wd|phrase)?|pwd|secret|[a-z-]{0,20}token|api[_-]?key|authorization|x-api-key|credential)"
                            + "(\"?\\s{0,3}[=:]\\s{0,3})(?!\\*\\*\\*)(?!(?:bearer|basic)\\s)(\"[^\"]{1,512}+\"|'[^']{1,512}+'|[^\\s\"',;&)}\\]]{1,512}+)",
                    "$1$2" + MASK),
            Rule.of("@", "[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9-]{1,63}+(?:\\.[A-Za-z0-9-]{1,63}+){1,8}+", MASK));

    private Redaction() {}

    /** What is looked for, for a test of what that costs. */
    static Stream<Pattern> patterns() {
        return RULES.stream().map(Rule::pattern);
    }

    /** The text with everything that must not be read replaced; the same object where there was nothing. */
    static String redact(String text) {
        String redacted = text;
        for (Rule rule : RULES) {
            if (rule.mayApply(redacted)) {
                redacted = rule.pattern().matcher(redacted).replaceAll(rule.replacement());
            }
        }
        return redacted;
    }
}
