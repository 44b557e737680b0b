package io.kinexus.operator.app;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** The word that came with a call. Of a type of its own, so that no other provider of identities sees it. */
final class WordRequest extends BaseAuthenticationRequest {
    private final String word;

    WordRequest(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
