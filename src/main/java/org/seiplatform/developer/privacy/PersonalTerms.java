package org.seiplatform.developer.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The terms by which a text may speak of a person: their addresses, logins and names, the latter in any order of their words, with
 * initials or without, and written together. A term is a list of words as {@link Words} spells them.
 *
 * <p>A short name or login of one word may be any word ({@code will}, {@code grace}). It is a term only where it is addressed, and begins
 * with an at sign.
 */
final class PersonalTerms {

    /** What a term begins with that is one only where it is addressed. */
    static final String AT = "@";

    /**
     * What a single word begins with besides that is a term where things are called something: a login, a name written together, the
     * name that a person went by. What somebody signs with who is erased already is not, or "production" as a name would rename it.
     */
    static final String ANYWHERE = "/";

    /** Names of more words are looked for as they are. */
    private static final int MOST_WORDS = 8;

    private static final int SHORTEST_DISTINCTIVE = 6;
    private static final Pattern BLANKS = Pattern.compile("[\\s,;]+");
    private static final Pattern PLAIN = Pattern.compile("[a-z]*");

    private final Set<String> terms = new LinkedHashSet<>();

    PersonalTerms email(String address) {
        add(Words.of(address).spellings());
        return this;
    }

    PersonalTerms login(String login) {
        List<String> words = Words.of(login).spellings();
        if (words.size() == 1) {
            addAnywhere(words);
        }
        if (words.size() > 1 && !isDistinctive(String.join("", words))) {
            // Two syllables of which a text is full (to-do): in one piece only.
            terms.add(AT + String.join(" ", words));
        } else {
            add(words);
        }
        return this;
    }

    PersonalTerms name(String name) {
        List<List<String>> parts = BLANKS.splitAsStream(name.strip())
                .map(part -> Words.of(part).spellings())
                .filter(words -> !words.isEmpty())
                .toList();
        addOrders(parts);
        addOrders(parts.stream().map(words -> List.of(String.join("", words))).toList());
        addOrders(parts.stream().filter(words -> !isInitial(words)).toList());
        addOrders(withInitialsTogether(parts));
        List<String> all = Words.of(name).spellings();
        add(all);
        if (isDistinctive(String.join("", all))) {
            add(Words.of(String.join("", all)).spellings());
        }
        if (all.size() > 1 || !PLAIN.matcher(String.join("", all)).matches()) {
            addAnywhere(all);
        }
        return this;
    }

    /** A name that a person went by until the erasure. */
    PersonalTerms ownName(String name) {
        addAnywhere(Words.of(name).spellings());
        return name(name);
    }

    private void addAnywhere(List<String> words) {
        terms.add(ANYWHERE + String.join("", words));
    }

    /** The words of a term are parted by blanks. */
    Set<String> all() {
        return terms;
    }

    /** J. R. R. Tolkien as JRR Tolkien. */
    private static List<List<String>> withInitialsTogether(List<List<String>> parts) {
        List<List<String>> together = new ArrayList<>();
        StringBuilder initials = new StringBuilder();
        for (List<String> words : parts) {
            if (isInitial(words)) {
                initials.append(words.getFirst());
            } else {
                if (!initials.isEmpty()) {
                    together.add(List.of(initials.toString()));
                    initials.setLength(0);
                }
                together.add(words);
            }
        }
        if (!initials.isEmpty()) {
            together.add(List.of(initials.toString()));
        }
        return together;
    }

    /** John Smith, and Smith John. */
    private void addOrders(List<List<String>> parts) {
        if (parts.size() > 1 && parts.size() <= MOST_WORDS) {
            for (int first = 0; first < parts.size(); first++) {
                List<String> words = new ArrayList<>();
                for (int part = 0; part < parts.size(); part++) {
                    words.addAll(parts.get((first + part) % parts.size()));
                }
                add(words);
            }
        }
    }

    private void add(Collection<String> words) {
        if (words.size() == 1 && !isDistinctive(words.iterator().next())) {
            terms.add(AT + words.iterator().next());
        } else if (!words.isEmpty()) {
            terms.add(String.join(" ", words));
        }
    }

    private static boolean isInitial(List<String> words) {
        return words.size() == 1
                && words.getFirst().length() == 1
                && PLAIN.matcher(words.getFirst()).matches();
    }

    static boolean isDistinctive(String word) {
        return word.length() >= SHORTEST_DISTINCTIVE || !PLAIN.matcher(word).matches();
    }
}
