package org.seiplatform.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;

/** A cursor goes on with the list that it was given out for, and with no other. */
@ApiTest
class CursorApiTests {

    @Autowired
    private Api api;

    private Tenant tenant;
    private String cursor = "";

    @BeforeEach
    void readAFirstPage() {
        tenant = api.tenant();
        for (String slug : new String[] {"a", "b", "c"}) {
            tenant.team(slug);
            tenant.repository(slug);
        }
        cursor = tenant.viewer().get("/api/v1/teams?limit=1").expect(200).text("/next_cursor");
    }

    @Test
    void goesOnWithItsListInPartsOfAnySize() {
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(tenant.viewer()
                        .get("/api/v1/teams?cursor=" + cursor)
                        .expect(200)
                        .json("/items"))
                .hasSize(2);
        String link = tenant.viewer()
                .get("/api/v1/teams?limit=1&cursor=" + cursor)
                .expect(200)
                .header("Link")
                .orElseThrow();
        assertThat(tenant.viewer()
                        .get(link.replaceFirst("^<([^>]*)>.*$", "$1"))
                        .expect(200)
                        .json("/items/0/slug")
                        .asString())
                .isEqualTo("c");
    }

    @Test
    void isGoodForNoOtherListFilterOrOrganization() {
        Tenant stranger = api.tenant();

        tenant.viewer().get("/api/v1/repositories?cursor=" + cursor).expectProblem(400, "invalid_cursor");
        tenant.viewer().get("/api/v1/teams?name=a&cursor=" + cursor).expectProblem(400, "invalid_cursor");
        stranger.viewer().get("/api/v1/teams?cursor=" + cursor).expectProblem(400, "invalid_cursor");
        api.operator()
                .get("/api/v1/teams?organization_id=" + tenant.id() + "&cursor=" + cursor)
                .expectProblem(400, "invalid_cursor");
    }

    @Test
    void isRefusedOnceAnyCharacterIsChanged() {
        for (int index = 0; index < cursor.length() - 1; index++) {
            char other = cursor.charAt(index) == 'A' ? 'B' : 'A';
            tenant.viewer()
                    .get("/api/v1/teams?cursor=" + cursor.substring(0, index) + other + cursor.substring(index + 1))
                    .expectProblem(400, "invalid_cursor");
        }
    }

    /** As anyone can make it who knows what a cursor consists of. */
    @Test
    void isRefusedIfItWasForged() {
        byte[] key = UUID.randomUUID().toString().getBytes();
        CRC32 checksum = new CRC32();
        checksum.update(key);
        for (byte[] seal : new byte[][] {
            new byte[16],
            ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array()
        }) {
            String forged = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(seal.length + key.length)
                            .put(seal)
                            .put(key)
                            .array());
            for (String list : new String[] {"teams", "audit-events", "analytics/changes", "analytics/deployments"}) {
                tenant.admin().get("/api/v1/" + list + "?cursor=" + forged).expectProblem(400, "invalid_cursor");
            }
        }
    }

    @Test
    void belongsToTheListOfOneObject() {
        UUID developer = tenant.developer("Ada");
        UUID other = tenant.developer("Grace");
        for (String login : new String[] {"one", "two"}) {
            tenant.manager()
                    .post("/api/v1/developers/" + developer + "/identities", Map.of("kind", "github", "value", login))
                    .expect(201);
        }
        String identities = tenant.viewer()
                .get("/api/v1/developers/" + developer + "/identities?limit=1")
                .expect(200)
                .text("/next_cursor");

        tenant.viewer()
                .get("/api/v1/developers/" + other + "/identities?cursor=" + identities)
                .expectProblem(400, "invalid_cursor");
    }
}
