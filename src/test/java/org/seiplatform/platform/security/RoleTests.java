package org.seiplatform.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seiplatform.platform.problem.ProblemException;

class RoleTests {

    @ParameterizedTest
    @CsvSource({
        "VIEWER, VIEWER",
        "INGEST, INGEST",
        "MANAGER, MANAGER VIEWER",
        "ADMIN, ADMIN INGEST MANAGER VIEWER",
        "OPERATOR, ADMIN INGEST MANAGER OPERATOR VIEWER"
    })
    void aRoleIncludesExactlyThese(Role role, String included) {
        assertThat(Arrays.stream(Role.values()).filter(role::includes).map(Role::name))
                .containsExactlyInAnyOrder(included.split(" "));
    }

    @Test
    void aTenantActsForItsOwnOrganizationOnly() {
        UUID own = UUID.randomUUID();
        Caller caller = Caller.withKey("1", Role.ADMIN, own);

        assertThat(caller.organization(null)).isEqualTo(own);
        assertThat(caller.organization(own)).isEqualTo(own);
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> caller.organization(UUID.randomUUID()));
    }

    @Test
    void anOperatorActsForWhomItNames() {
        UUID named = UUID.randomUUID();
        Caller caller = Caller.withKey("1", Role.OPERATOR, null);

        assertThat(caller.organization(named)).isEqualTo(named);
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> caller.organization(null));
    }

    @Test
    void onlyAnOperatorHasNoOrganization() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Caller.withKey("1", Role.ADMIN, null));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Caller.withKey("1", Role.OPERATOR, UUID.randomUUID()));
    }
}
