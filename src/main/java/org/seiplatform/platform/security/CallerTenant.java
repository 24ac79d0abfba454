package org.seiplatform.platform.security;

import java.util.Optional;
import java.util.UUID;
import org.seiplatform.platform.persistence.CurrentTenant;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** A caller works on the data of the organization that it belongs to; an operator on anybody's. */
@Component
class CallerTenant implements CurrentTenant {

    @Override
    public Optional<UUID> organizationId() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? Optional.ofNullable(caller.organizationId())
                : Optional.empty();
    }
}
