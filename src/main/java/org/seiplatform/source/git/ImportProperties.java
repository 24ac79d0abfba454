package org.seiplatform.source.git;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What imports may do and use. Directories are texts, because Spring reads a path that begins with a slash as one of the web
 * application's.
 *
 * @param workDirectory where repositories are fetched to
 * @param keepClones whether they stay there, so that the next import of a repository fetches only what is new; erasure does not
 *     reach them
 * @param concurrency how many imports one instance runs at once
 * @param concurrencyPerOrganization how many imports of one organization all instances together run at once
 * @param allowedHosts hosts that may be reached although their addresses are internal, at any port
 * @param allowedPorts where git servers of other hosts may be reached
 * @param localPaths directories of this machine from which repositories may be read; none by default
 * @param credentials for private repositories
 * @param connectTimeout how long a git server may be silent, in whole seconds
 * @param timeLimit how long one import may take
 * @param sizeLimit how much one repository may occupy in the work directory
 * @param gitProgram the name or the path of git
 * @param gitMemoryLimit how much memory one process of git may have
 * @param fileSizeLimit larger files count as changed, without lines
 * @param takeoverAfter how long a worker must have been silent for another to take its import over; it speaks each second
 */
@Validated
@ConfigurationProperties("sei.import")
record ImportProperties(
        @NotBlank String workDirectory,
        @DefaultValue("false") boolean keepClones,
        @DefaultValue("2") @Positive int concurrency,
        @DefaultValue("1") @Positive int concurrencyPerOrganization,
        @DefaultValue @NotNull Set<@NotBlank String> allowedHosts,

        @DefaultValue({"80", "443"}) @NotNull Set<@Min(1) @Max(65_535) Integer> allowedPorts,

        @DefaultValue @NotNull Set<@NotBlank String> localPaths,
        @DefaultValue @NotNull List<GitCredentials.@Valid Entry> credentials,

        @DefaultValue("30s") @NotNull @DurationMin(seconds = 1)
        Duration connectTimeout,

        @DefaultValue("2h") @NotNull @DurationMin(millis = 1)
        Duration timeLimit,

        @DefaultValue("5GB") @NotNull DataSize sizeLimit,
        @DefaultValue("git") @NotBlank String gitProgram,
        @DefaultValue("512MB") @NotNull DataSize gitMemoryLimit,
        @DefaultValue("5MB") @NotNull DataSize fileSizeLimit,

        @DefaultValue("60s") @NotNull @DurationMin(seconds = 1)
        Duration takeoverAfter) {}
