package org.seiplatform.organization;

import java.util.UUID;
import org.seiplatform.local.LocalProperties;
import org.seiplatform.platform.security.ApiKeyToken;
import org.seiplatform.platform.security.ApiKeys;
import org.seiplatform.platform.security.Role;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Makes the organization {@code local} and its admin key where there is none, so that a first start can be tried at once. It makes
 * nothing else.
 */
@Component
@Profile("local")
class LocalOrganization implements ApplicationRunner {

    private static final String SLUG = "local";

    private final Organizations organizations;
    private final ApiKeys keys;
    private final LocalProperties local;

    LocalOrganization(Organizations organizations, ApiKeys keys, LocalProperties local) {
        this.organizations = organizations;
        this.keys = keys;
        this.local = local;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        UUID organizationId = organizations.findBySlug(SLUG).orElseGet(this::create);
        ApiKeyToken token = ApiKeyToken.parse(local.adminKey())
                .orElseThrow(() -> new IllegalStateException("The file admin-key holds no API key; delete it"));
        if (keys.authenticate(token).isEmpty()) {
            keys.register(token, organizationId, "local admin", Role.ADMIN, null);
        }
    }

    private UUID create() {
        return organizations
                .create(new OrganizationContent(SLUG, "Local", OrganizationSettings.DEFAULTS))
                .id();
    }
}
