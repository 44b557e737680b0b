package io.kinexus.operator.blueprint.secret;

import io.kinexus.operator.blueprint.Brief;
import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Key;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import java.time.Duration;
import java.util.Optional;

/** A secret of Secrets Manager: either made once with random content, or set by hand and only watched. */
@Doc("A secret in Secrets Manager; its value is never read to compare it, and never shown.")
public record SecretDeclaration(
        @Doc("Random content, made once when the secret is created.")
        Optional<Generate> generate,

        @Doc("Set by hand: only its presence and version are watched.") @Default("false")
        boolean external,

        @Doc("How it changes by itself: how often alone, such as 30d, or with its users.")
        Optional<Rotation> rotation)
        implements Declaration {

    /** What is made: either one text of a length, or user name and password as JSON. */
    public record Generate(
            @Doc("One random text of this many characters.") @Range(min = 16, max = 4096)
            Optional<Integer> length,

            @Doc("The user name that is kept beside a random password.")
            @Form(regex = "[A-Za-z][A-Za-z0-9_]{0,62}", say = "a letter, then letters, digits and underscores")
            Optional<String> username,

            @Doc("How long that password is; 40 when left out. RDS takes at most 41 characters for MySQL.")
            @Range(min = 16, max = 128)
            Optional<Integer> passwordLength,

            @Doc("The database whose host, port, name and URL are added once it is there; no edge.")
            @Key("for")
            @Refers(value = "database", qualified = true, edge = false)
            Optional<String> forDatabase) {}

    /** How it changes by itself. */
    @Brief("every")
    public record Rotation(
            @Doc("How old a generated value gets before there is another.") @Range(min = 86400, max = 86400000)
            Duration every,

            @Doc("1: the user's own password changes, and for a moment only the new one is valid. 2, on PostgreSQL"
                    + " alone: a second user, <username>_clone, takes turns with the first, and each password"
                    + " stays valid until the turn after; the operator must reach the database.")
            @Default("1")
            @Range(min = 1, max = 2)
            int users) {}
}
