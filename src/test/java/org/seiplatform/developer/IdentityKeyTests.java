package org.seiplatform.developer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.developer.IdentityKind.EMAIL;
import static org.seiplatform.developer.IdentityKind.GITHUB;
import static org.seiplatform.developer.IdentityKind.GITLAB;

import org.junit.jupiter.api.Test;

class IdentityKeyTests {

    @Test
    void anAddressAndALoginAreTwoIdentitiesLoginFirst() {
        assertThat(IdentityKey.of(new LoginNamespace(GITLAB, "gitlab.com"), "Ada@Example.org", "Ada"))
                .containsExactly(
                        new IdentityKey(GITLAB, "gitlab.com", "ada"), new IdentityKey(EMAIL, "", "ada@example.org"));
    }

    @Test
    void aLoginOfNoKnownProviderTellsNothing() {
        assertThat(IdentityKey.of(null, null, "ada")).isEmpty();
    }

    @Test
    void theAddressThatGithubMakesUpTellsTheLogin() {
        assertThat(IdentityKey.of(null, "123+Ada@users.noreply.github.com", null))
                .containsExactly(
                        new IdentityKey(GITHUB, "github.com", "ada"),
                        new IdentityKey(EMAIL, "", "123+ada@users.noreply.github.com"));
        assertThat(IdentityKey.of(null, "49699333+dependabot[bot]@users.noreply.github.com", null))
                .contains(new IdentityKey(GITHUB, "github.com", "dependabot[bot]"));
    }

    @Test
    void whatGithubSignsItselfIsNobodys() {
        assertThat(IdentityKey.of(new LoginNamespace(GITHUB, "github.com"), "noreply@github.com", "web-flow"))
                .isEmpty();
    }

    @Test
    void whatNobodySeesDistinguishesNobody() {
        assertThat(IdentityKey.of(new LoginNamespace(GITHUB, "github.com"), " \u0000ada@example.org\n", "\t"))
                .containsExactly(new IdentityKey(EMAIL, "", "ada@example.org"));
    }

    @Test
    void whatIsTooLongToBeRealIsNoIdentity() {
        assertThat(IdentityKey.of(null, "a".repeat(321), null)).isEmpty();
    }
}
