package org.seiplatform.ingest.git;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.Event.Person;

/**
 * Who is who according to a repository's {@code .mailmap}: the format of gitmailmap(5), where a line gives the proper name, the
 * proper address or both for an address in commits, or for a name and an address. Names and addresses compare without case.
 */
final class Mailmap {

    static final Mailmap NONE = new Mailmap(Map.of());

    private static final Pattern LINE = Pattern.compile("\\s*([^<]*?)\\s*<([^>]+)>(?:\\s*([^<]*?)\\s*<([^>]*)>)?.*");

    private final Map<Key, Proper> entries;

    private Mailmap(Map<Key, Proper> entries) {
        this.entries = entries;
    }

    /** Lines that are not of the format are passed over, as git does. */
    static Mailmap parse(String text) {
        Map<Key, Proper> entries = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                add(entries, matcher);
            }
        });
        return new Mailmap(entries);
    }

    private static void add(Map<Key, Proper> entries, Matcher line) {
        String properName = emptyToNull(line.group(1));
        if (line.group(4) == null) {
            entries.merge(Key.of(null, line.group(2)), new Proper(properName, null), Proper::overriddenBy);
        } else {
            entries.merge(
                    Key.of(emptyToNull(line.group(3)), line.group(4)),
                    new Proper(properName, line.group(2)),
                    Proper::overriddenBy);
        }
    }

    /** The person as the repository wants to have it known. */
    Person map(String name, String email) {
        Proper proper = entries.get(Key.of(name, email));
        if (proper == null) {
            proper = entries.get(Key.of(null, email));
        }
        return proper == null
                ? new Person(name, email, null)
                : new Person(
                        proper.name() == null ? name : proper.name(),
                        proper.email() == null ? email : proper.email(),
                        null);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private record Key(@Nullable String name, String email) {

        static Key of(@Nullable String name, String email) {
            return new Key(name == null ? null : name.toLowerCase(Locale.ROOT), email.toLowerCase(Locale.ROOT));
        }
    }

    private record Proper(@Nullable String name, @Nullable String email) {

        Proper overriddenBy(Proper later) {
            return new Proper(later.name == null ? name : later.name, later.email == null ? email : later.email);
        }
    }
}
