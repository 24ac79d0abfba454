package org.seiplatform.platform.observability;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;
import java.util.regex.Pattern;

/**
 * Redacts lines of text, as {@code %redact(...)}, and keeps what a caller sent from looking like a line of its own: a line that goes
 * on is indented, and no control character reaches the terminal.
 */
public class RedactingConverter extends CompositeConverter<ILoggingEvent> {

    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|\\n(?=\\S)");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    @Override
    protected String transform(ILoggingEvent event, String text) {
        String redacted = Redaction.redact(text.stripTrailing());
        String indented = LINE_BREAK.matcher(redacted).replaceAll("\n    ");
        return CONTROL.matcher(indented).replaceAll("?") + "\n";
    }
}
