package org.seiplatform.platform.security;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.resilience.Dependency;
import org.seiplatform.platform.resilience.ResiliencePolicies;
import org.seiplatform.platform.resilience.ResiliencePolicy;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RequestCallback;
import org.springframework.web.client.ResponseExtractor;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/** Asks the issuer of tokens for its keys with patience and within limits. */
@Configuration(proxyBeanMethods = false)
class TokenIssuerConfiguration {

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer guardedTokenIssuer(ResiliencePolicies policies) {
        return decoder -> decoder.restOperations(new GuardedReads(policies.of(Dependency.TOKEN_ISSUER)));
    }

    /** Reads, which may be repeated. */
    private static final class GuardedReads extends RestTemplate {

        private final ResiliencePolicy policy;

        private GuardedReads(ResiliencePolicy policy) {
            this.policy = policy;
            SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
            requests.setConnectTimeout(policy.timeOut());
            requests.setReadTimeout(policy.timeOut());
            setRequestFactory(requests);
        }

        @Override
        protected <T> @Nullable T doExecute(
                URI address,
                @Nullable String template,
                @Nullable HttpMethod method,
                @Nullable RequestCallback callback,
                @Nullable ResponseExtractor<T> extractor) {
            try {
                return policy.callRepeatable(() -> super.doExecute(address, template, method, callback, extractor));
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception unexpected) {
                throw new RestClientException("The issuer of tokens cannot be asked", unexpected);
            }
        }
    }
}
