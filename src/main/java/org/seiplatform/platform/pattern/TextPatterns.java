package org.seiplatform.platform.pattern;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The patterns that are stored, compiled once and kept while they are used. */
@Component
public class TextPatterns {

    private static final Logger LOGGER = LoggerFactory.getLogger(TextPatterns.class);

    /** Instructions of all patterns that are kept: some tens of megabytes. */
    private static final long MOST_INSTRUCTIONS = 500_000;

    private final LoadingCache<String, Compiled> patterns = keeping(TextPattern::compile);
    private final LoadingCache<String, Compiled> namePatterns = keeping(TextPattern::compileWithoutCase);

    private record Compiled(Predicate<String> predicate, int size) {}

    private static LoadingCache<String, Compiled> keeping(Function<String, TextPattern> compiler) {
        return Caffeine.newBuilder()
                .maximumWeight(MOST_INSTRUCTIONS)
                .weigher((String pattern, Compiled compiled) -> compiled.size())
                .build(pattern -> compile(pattern, compiler));
    }

    /** A stored pattern that cannot be used matches nothing. */
    private static Compiled compile(String pattern, Function<String, TextPattern> compiler) {
        try {
            TextPattern compiled = compiler.apply(pattern);
            return new Compiled(compiled::isFoundIn, compiled.size());
        } catch (IllegalArgumentException refused) {
            LOGGER.warn("A stored pattern matches nothing, because it {}", refused.getMessage());
            return new Compiled(text -> false, 1);
        }
    }

    /** Whether a text matches a stored pattern somewhere. */
    public Predicate<String> of(String pattern) {
        return patterns.get(pattern).predicate();
    }

    /** The same for names in which capital and small letters are alike, such as those of environments, labels and logins. */
    public Predicate<String> ofNames(String pattern) {
        return namePatterns.get(pattern).predicate();
    }
}
