package org.seiplatform.platform.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;

/** Reads the header {@code Idempotency-Key}: in quotes, as its draft has it, or bare, as most send it. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("\"([!#-\\[\\]-~]{1,255})\"|([!#-\\[\\]-~]{1,255})");

    private IdempotencyKey() {}

    /** Null where the caller sends none. */
    static @Nullable String of(HttpServletRequest request) {
        List<String> lines = Collections.list(request.getHeaders(HEADER));
        if (lines.isEmpty()) {
            return null;
        }
        Matcher form = FORM.matcher(lines.getFirst().strip());
        if (lines.size() > 1 || !form.matches()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "The header Idempotency-Key must hold one key of 1 to 255 printable ASCII characters without spaces.");
        }
        return form.group(1) == null ? form.group(2) : form.group(1);
    }
}
