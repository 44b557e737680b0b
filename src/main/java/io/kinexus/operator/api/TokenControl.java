package io.kinexus.operator.api;

/** Makes and ends tokens. */
public interface TokenControl {
    TokenList list();

    /**
     * @param by who asked
     * @throws Unacceptable when the request asks for what there is not
     */
    TokenMade create(TokenRequest request, Caller by);

    /**
     * Ends a token at once, on every replica. One that is revoked stays as it is.
     *
     * @throws NoSuchToken when there is none with this id
     */
    TokenView revoke(String id, Caller by);
}
