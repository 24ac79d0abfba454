package org.seiplatform.source.git;

import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * Where a repository is fetched from. The one parser of such addresses, and a strict one: what it takes means the same to every
 * other parser. So there is no user name, no query, no fragment, no backslash, and nothing of these behind a percent sign.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case; an IPv6 address in brackets
 * @param path empty, or beginning with a slash, with what is escaped left so
 */
record GitAddress(String scheme, String host, int port, String path) {

    private static final int LONGEST_HOST = 253;
    private static final int HIGHEST_PORT = 65_535;
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";

    private static final Pattern FORM = Pattern.compile("(?<scheme>(?i:https?))://"
            + "(?<host>" + LABEL + "(?:[.]" + LABEL + ")*|\\[[0-9A-Fa-f:.]{2,45}\\])"
            + "(?::(?<port>[0-9]{1,5}))?"
            + "(?<path>(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+)?)");

    private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2})");

    /** Of what is not to be hidden behind an escape. */
    private static final String SPECIAL = "/\\%#?@";

    static Optional<GitAddress> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group("scheme").toLowerCase(Locale.ROOT);
        String host = matcher.group("host").toLowerCase(Locale.ROOT);
        String port = matcher.group("port");
        int number = port == null ? standardPort(scheme) : Integer.parseInt(port);
        String path = matcher.group("path");
        return host.length() <= LONGEST_HOST && number > 0 && number <= HIGHEST_PORT && hidesNothing(path)
                ? Optional.of(new GitAddress(scheme, host, number, path))
                : Optional.empty();
    }

    private static int standardPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static boolean hidesNothing(String path) {
        return ESCAPED.matcher(path)
                .results()
                .mapToInt(escaped -> Integer.parseInt(escaped.group(1), 16))
                .noneMatch(character -> character < ' ' || character == 0x7f || SPECIAL.indexOf(character) >= 0);
    }

    /** The host and the port. */
    String server() {
        return host + ":" + port;
    }

    /** Its parts for JGit, which need not be told apart again. */
    URIish toJGit() {
        try {
            return new URIish()
                    .setScheme(scheme)
                    .setHost(host)
                    .setPort(port == standardPort(scheme) ? -1 : port)
                    .setRawPath(path);
        } catch (URISyntaxException unreachable) {
            throw new IllegalStateException("The path of " + this + " was checked", unreachable);
        }
    }

    @Override
    public String toString() {
        return scheme + "://" + (port == standardPort(scheme) ? host : server()) + path;
    }
}
