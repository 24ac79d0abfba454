package org.seiplatform.developer.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters written as JSON ({@code \u00e9}) or addresses ({@code %C3%A9}) write them, inside of a text. */
final class Escapes {

    private static final Pattern JSON = Pattern.compile("\\\\{1,4}u([0-9a-fA-F]{4})");
    private static final Pattern ADDRESS = Pattern.compile("(?:%[0-9a-fA-F]{2})+");

    private Escapes() {}

    static String resolved(String text) {
        String plain = text;
        if (plain.contains("\\u")) {
            plain = JSON.matcher(plain)
                    .replaceAll(match ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
        }
        if (plain.indexOf('%') >= 0) {
            plain = ADDRESS.matcher(plain).replaceAll(match -> Matcher.quoteReplacement(decoded(match.group())));
        }
        return plain;
    }

    private static String decoded(String octets) {
        return new String(HexFormat.of().parseHex(octets.replace("%", "")), UTF_8);
    }
}
