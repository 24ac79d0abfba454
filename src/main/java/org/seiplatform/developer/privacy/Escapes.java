package org.seiplatform.developer.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * Characters written as JSON ({@code \u00e9}), addresses ({@code %C3%A9}) or HTML ({@code &eacute;}) write them, inside of a text.
 * Those of one are found inside of those of the next.
 */
final class Escapes {

    private static final Pattern JSON = Pattern.compile("\\\\{1,4}u[0-9a-fA-F]{4}");
    private static final Pattern JSON_BLANK = Pattern.compile("\\\\{1,4}[nrtbf/]");
    private static final Pattern ADDRESS =
            Pattern.compile("%[c-dC-D]\\p{XDigit}%[89abAB]\\p{XDigit}|%[eE]\\p{XDigit}(?:%[89abAB]\\p{XDigit}){2}"
                    + "|%[fF][0-4](?:%[89abAB]\\p{XDigit}){3}|%\\p{XDigit}{2}");
    private static final Pattern HTML =
            Pattern.compile("&(?:amp;)*(?:#\\d{1,7}|#[xX]\\p{XDigit}{1,6}|[a-zA-Z][a-zA-Z0-9]{1,7});");

    private Escapes() {}

    /** A backslash before a letter may be the end of a line, or part a domain from a login. */
    static boolean holdBlanks(String text) {
        return text.indexOf('\\') >= 0 && JSON_BLANK.matcher(text).find();
    }

    /** @param blanks whether a backslash and an n are the end of a line, and the like */
    static Reading resolved(String text, boolean blanks) {
        Reading reading = Reading.of(text);
        if (text.indexOf('\\') >= 0) {
            reading = reading.with(JSON, Escapes::character);
            reading = blanks ? reading.with(JSON_BLANK, escape -> escape.endsWith("/") ? "/" : " ") : reading;
        }
        if (reading.text().indexOf('%') >= 0) {
            reading = reading.with(ADDRESS, Escapes::octets);
        }
        return reading.text().indexOf('&') < 0 ? reading : reading.with(HTML, Escapes::entity);
    }

    private static String character(String escape) {
        return String.valueOf((char) Integer.parseInt(escape.substring(escape.length() - 4), 16));
    }

    private static String octets(String escape) {
        return new String(HexFormat.of().parseHex(escape.replace("%", "")), UTF_8);
    }

    private static String entity(String escape) {
        String entity = escape.replace("amp;", "");
        return switch (entity) {
            case "&" -> entity;
            case "&apos;" -> "'";
            default -> HtmlUtils.htmlUnescape(entity);
        };
    }
}
