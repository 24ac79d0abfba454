package org.seiplatform.developer.web;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * The wish to make two developers one.
 *
 * @param developerId the one who will be no more
 */
record DeveloperMerge(@NotNull UUID developerId) {}
