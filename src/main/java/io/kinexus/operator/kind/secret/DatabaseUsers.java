package io.kinexus.operator.kind.secret;

import java.util.Optional;

/** What a rotation asks of a database itself: RDS changes the password of its master user only. */
interface DatabaseUsers {
    /**
     * Lets a second user log in with this password and act as the first; made when it is not there.
     *
     * @param first the value to log in with, which has host, port and dbname
     * @return why it could not be done, for people; empty when it was
     */
    Optional<String> let(SecretText first, String second, String password);

    /** Whether one can log in with this value; the reason when not. */
    Optional<String> opens(SecretText value);
}
