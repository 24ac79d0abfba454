package org.seiplatform.testing;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.seiplatform.platform.security.Role;

/** An organization that a test has for itself, with a key of every role. */
public class Tenant {

    private final Api api;
    private final UUID id;
    private final String slug;
    private final Map<Role, String> keys = new EnumMap<>(Role.class);
    private final Map<Role, Session> sessions = new EnumMap<>(Role.class);

    Tenant(Api api, UUID id, String slug) {
        this.api = api;
        this.id = id;
        this.slug = slug;
    }

    public UUID id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    /** Calls with a key of this organization, or as the operator. */
    public Session as(Role role) {
        return sessions.computeIfAbsent(role, missing -> api.as(key(missing)));
    }

    /** The key that the session of a role calls with. */
    public String key(Role role) {
        return keys.computeIfAbsent(
                role, missing -> missing == Role.OPERATOR ? Api.OPERATOR_KEY : api.newKey(id, missing));
    }

    /** A new key of this organization, for what a session cannot do. */
    public String newKey(Role role) {
        return api.newKey(id, role);
    }

    public Session viewer() {
        return as(Role.VIEWER);
    }

    public Session ingest() {
        return as(Role.INGEST);
    }

    public Session manager() {
        return as(Role.MANAGER);
    }

    public Session admin() {
        return as(Role.ADMIN);
    }

    /** A new repository at GitHub; answers its id. */
    public UUID repository(String name) {
        return manager()
                .post(
                        "/api/v1/repositories",
                        Map.of("name", name, "provider", "github", "provider_id", name, "default_branch", "main"))
                .expect(201)
                .uuid("/id");
    }

    /** A new team; answers its id. */
    public UUID team(String slug) {
        return manager()
                .post("/api/v1/teams", Map.of("slug", slug, "name", slug))
                .expect(201)
                .uuid("/id");
    }

    /** A new developer; answers its id. */
    public UUID developer(String name) {
        return manager()
                .post("/api/v1/developers", Map.of("name", name))
                .expect(201)
                .uuid("/id");
    }

    /** Gives a repository to a team. */
    public void own(UUID team, UUID repository) {
        manager().put("/api/v1/teams/" + team + "/repositories/" + repository).expect(204);
    }
}
