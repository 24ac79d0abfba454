package org.seiplatform.reference;

import java.util.UUID;

/** Whose figures are asked for. */
sealed interface MetricScope {

    /** All repositories of the organization. */
    record Organization() implements MetricScope {}

    /** The repositories that a team owns now. */
    record Team(UUID id) implements MetricScope {}

    /** One repository. */
    record Repository(UUID id) implements MetricScope {}
}
