package org.seiplatform.platform.security;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.stereotype.Component;

/** Reads the caller from the claims of a token that has been verified. */
@Component
class JwtCallers implements Converter<Jwt, AbstractAuthenticationToken> {

    /** Of several roles the first of these counts. */
    private static final List<Role> PRECEDENCE =
            List.of(Role.OPERATOR, Role.ADMIN, Role.MANAGER, Role.VIEWER, Role.INGEST);

    private final SecurityProperties.Jwt claims;
    private final OrganizationDirectory organizations;
    private final AccessMemory memory;

    JwtCallers(SecurityProperties properties, OrganizationDirectory organizations, AccessMemory memory) {
        this.claims = properties.jwt();
        this.organizations = organizations;
        this.memory = memory;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        Role role = role(token);
        UUID organization = role == Role.OPERATOR ? null : organization(token);
        return new CallerAuthentication(new Caller("token:" + token.getSubject(), role, organization, expiry(token)));
    }

    /** A token without an expiry, which the decoder lets pass, is good for the request at hand alone. */
    private static Instant expiry(Jwt token) {
        return Objects.requireNonNullElse(token.getExpiresAt(), Instant.EPOCH);
    }

    private Role role(Jwt token) {
        Object claim = claim(token, claims.rolesClaim());
        Collection<?> names = claim instanceof Collection<?> several ? several : Collections.singleton(claim);
        return PRECEDENCE.stream()
                .filter(role -> names.contains(role.code()))
                .findFirst()
                .orElseThrow(() -> new InvalidBearerTokenException("The token names no role"));
    }

    private UUID organization(Jwt token) {
        return Optional.ofNullable(claim(token, claims.organizationClaim()))
                .map(Object::toString)
                .flatMap(this::known)
                .orElseThrow(() -> new InvalidBearerTokenException("The token names no organization"));
    }

    private Optional<UUID> known(String idOrSlug) {
        try {
            return memory.organization(idOrSlug, this::find);
        } catch (DataAccessException failure) {
            throw new AuthenticationServiceException("The organization of a token could not be looked up", failure);
        }
    }

    private Optional<UUID> find(String idOrSlug) {
        return isId(idOrSlug)
                ? Optional.of(UUID.fromString(idOrSlug)).filter(organizations::exists)
                : organizations.findBySlug(idOrSlug);
    }

    /** A slug can consist of digits and hyphens, too; one that is written like an id never counts. */
    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException noId) {
            return false;
        }
    }

    private static @Nullable Object claim(Jwt token, String path) {
        Object value = token.getClaims();
        for (String name : Arrays.asList(path.split("\\."))) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }
}
