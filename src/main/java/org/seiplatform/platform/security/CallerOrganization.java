package org.seiplatform.platform.security;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.seiplatform.platform.query.ReadsQuery;

/**
 * Gives a controller the id of the organization that the caller acts for: its own, or the one that an operator names in the query
 * parameter {@code organization_id}. It exists.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@ReadsQuery("organization_id")
@Parameter(
        name = "organization_id",
        in = ParameterIn.QUERY,
        description = "The organization to act for. Required of an operator; everyone else acts for their own.")
public @interface CallerOrganization {}
