package org.seiplatform.platform.observability;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller of a request, as log lines name it. */
public interface RequestCaller {

    /** A name that tells callers apart without being a secret, such as the id of a key. */
    String subject();

    /** Null for who belongs to no organization. */
    @Nullable
    UUID organizationId();
}
