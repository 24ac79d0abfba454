package org.seiplatform.delivery;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a deployment was made. */
enum DeploymentKind {
    PLANNED,
    HOTFIX,
    ROLLBACK,
    REDEPLOY;

    String columnValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable DeploymentKind ofColumn(@Nullable String value) {
        return value == null ? null : valueOf(value.toUpperCase(Locale.ROOT));
    }
}
