package org.seiplatform.platform.observability;

import net.logstash.logback.mask.ValueMasker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/** Redacts every text of a JSON line. Line breaks need nothing: JSON writes them so that they break no line. */
public class RedactingMasker implements ValueMasker {

    /** Null where the value may stay. */
    @Override
    public @Nullable Object mask(TokenStreamContext context, Object value) {
        if (value instanceof String text) {
            String redacted = Redaction.redact(text);
            return redacted.equals(text) ? null : redacted;
        }
        return null;
    }
}
