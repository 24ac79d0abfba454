package org.seiplatform.fact;

import org.seiplatform.coderepo.CodeRepositories;
import org.seiplatform.coderepo.RepositoryMoved;
import org.seiplatform.developer.Identities;
import org.seiplatform.developer.LoginNamespace;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets the people of a repository follow it to the host that it turns out to be on, unless its old host has others. */
@Component
class MovedLogins {

    private final CodeRepositories repositories;
    private final Identities identities;

    MovedLogins(CodeRepositories repositories, Identities identities) {
        this.repositories = repositories;
        this.identities = identities;
    }

    @EventListener
    void follow(RepositoryMoved move) {
        LoginNamespace from = LoginNamespace.of(move.provider().code(), move.from());
        LoginNamespace to = LoginNamespace.of(move.provider().code(), move.to());
        if (from != null
                && to != null
                && !repositories.anySaidToBeOn(move.organizationId(), move.provider(), move.from())) {
            identities.follow(move.organizationId(), from, to);
        }
    }
}
