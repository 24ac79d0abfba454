package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The credentials with which one organization's imports read private repositories. */
final class GitCredentials {

    private final List<Entry> entries;
    private final Set<String> allowedHosts;

    /** @param allowedHosts hosts to which credentials go over http, too: those of a network that is trusted */
    GitCredentials(List<Entry> entries, Set<String> allowedHosts, UUID organizationId) {
        this.entries = entries.stream()
                .filter(entry -> entry.organizationId().equals(organizationId))
                .toList();
        this.allowedHosts = Set.copyOf(allowedHosts);
    }

    /**
     * One host's.
     *
     * @param organizationId whose imports may use them: nobody else shall read what they open
     * @param host without a port
     * @param username what goes with a token depends on the host; GitHub and GitLab take any
     */
    record Entry(
            @NotNull UUID organizationId,
            @NotBlank String host,
            @DefaultValue("git") @NotBlank String username,
            @NotBlank String token) {

        /** The token stays out of every log. */
        @Override
        public String toString() {
            return "Entry[organizationId=" + organizationId + ", host=" + host + "]";
        }
    }

    /** The header to send to an address; null if there are no credentials for it. */
    @Nullable
    String authorization(GitAddress address) {
        String host = address.host();
        if (!address.scheme().equals("https") && !allowedHosts.contains(host)) {
            return null;
        }
        return entries.stream()
                .filter(entry -> entry.host().equalsIgnoreCase(host))
                .findFirst()
                .map(entry -> "Basic "
                        + Base64.getEncoder().encodeToString((entry.username() + ":" + entry.token()).getBytes(UTF_8)))
                .orElse(null);
    }
}
