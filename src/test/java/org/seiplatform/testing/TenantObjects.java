package org.seiplatform.testing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.seiplatform.coderepo.Provider;

/** Objects of a tenant, one for each collection that has ids in its addresses, made when they are asked for. */
public final class TenantObjects {

    private static final Pattern VARIABLE = Pattern.compile("([^/]+)/\\{[^}]+}");

    private static final Map<String, Function<Tenant, String>> MAKERS = Map.ofEntries(
            Map.entry("organizations", tenant -> tenant.id().toString()),
            Map.entry("api-keys", TenantObjects::apiKey),
            Map.entry("teams", TenantObjects::team),
            Map.entry("members", tenant -> developer(tenant)),
            Map.entry("repositories", TenantObjects::repository),
            Map.entry("developers", TenantObjects::developer),
            Map.entry("identities", TenantObjects::identity),
            Map.entry("integrations", TenantObjects::integration),
            // The ids of deliveries are their provider's.
            Map.entry("deliveries", tenant -> UUID.randomUUID().toString()),
            Map.entry("imports", TenantObjects::importJob),
            Map.entry("problems", tenant -> "not-found"),
            // The collections of analytics say in the singular what their ids are of.
            Map.entry("dora", TenantObjects::team),
            Map.entry("team", TenantObjects::team),
            Map.entry("repository", TenantObjects::repository),
            Map.entry("developer", TenantObjects::developer));

    /** Webhooks are sent to an integration of their provider. */
    private static final Set<String> PROVIDERS =
            Arrays.stream(Provider.values()).map(Provider::code).collect(Collectors.toUnmodifiableSet());

    private final Tenant tenant;
    private final Map<String, String> made = new HashMap<>();

    public TenantObjects(Tenant tenant) {
        this.tenant = tenant;
    }

    /** The id of the tenant's object of a collection. */
    public String id(String collection) {
        String known = made.get(collection);
        if (known == null) {
            Function<Tenant, String> maker =
                    PROVIDERS.contains(collection) ? TenantObjects::integration : MAKERS.get(collection);
            if (maker == null) {
                throw new AssertionError("Say in MAKERS how a tenant gets an object of /" + collection);
            }
            known = maker.apply(tenant);
            made.put(collection, known);
        }
        return known;
    }

    /** An address with the variables of its template replaced; the collection before a variable says whose id it is. */
    public String address(String template) {
        return VARIABLE.matcher(template)
                .replaceAll(variable -> Matcher.quoteReplacement(variable.group(1) + "/" + id(variable.group(1))));
    }

    /** Some of them may be no more: others are made when they are asked for again. */
    public void forget() {
        made.keySet().removeIf(collection -> !collection.equals("imports"));
    }

    private static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    private static String team(Tenant tenant) {
        return tenant.team(unique("secret-team")).toString();
    }

    private static String repository(Tenant tenant) {
        return tenant.repository(unique("secret-repository")).toString();
    }

    private static String developer(Tenant tenant) {
        return tenant.developer("Secret Developer").toString();
    }

    private static String apiKey(Tenant tenant) {
        return tenant.admin()
                .post("/api/v1/api-keys", Map.of("name", "secret", "role", "viewer"))
                .expect(201)
                .text("/id");
    }

    private static String integration(Tenant tenant) {
        return tenant.admin()
                .post("/api/v1/integrations", Map.of("provider", "github", "name", unique("secret")))
                .expect(201)
                .text("/id");
    }

    /** Nothing listens there, so the import is over soon. */
    private static String importJob(Tenant tenant) {
        return tenant.manager()
                .post(
                        "/api/v1/repositories/" + repository(tenant) + "/imports",
                        Map.of("url", "https://127.0.0.1/nothing.git"))
                .expect(202)
                .text("/id");
    }

    private static String identity(Tenant tenant) {
        return tenant.manager()
                .post(
                        "/api/v1/developers/" + developer(tenant) + "/identities",
                        Map.of("kind", "github", "value", unique("someone")))
                .expect(201)
                .text("/id");
    }
}
