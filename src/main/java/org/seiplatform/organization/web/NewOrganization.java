package org.seiplatform.organization.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.seiplatform.organization.OrganizationContent;
import org.seiplatform.organization.OrganizationSettings;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.web.MergePatch;
import org.seiplatform.platform.web.MergePatches;
import org.seiplatform.platform.web.Visible;

/**
 * An organization to be created.
 *
 * @param settings what differs from the defaults; null for nothing
 */
record NewOrganization(
        @NotNull
        @Pattern(regexp = OrganizationContent.SLUG, message = OrganizationContent.SLUG_RULE)
        @Schema(example = "acme")
        String slug,

        @NotNull @Visible @Size(max = 200) @Schema(example = "Acme Corporation")
        String name,

        @Nullable MergePatch<OrganizationSettings> settings) {

    OrganizationContent toContent(MergePatches patches) {
        if (settings == null) {
            return new OrganizationContent(slug, name, OrganizationSettings.DEFAULTS);
        }
        try {
            return new OrganizationContent(
                    slug, name, patches.apply(settings, OrganizationSettings.DEFAULTS, OrganizationSettings.class));
        } catch (ProblemException problem) {
            throw problem.within("/settings");
        }
    }
}
