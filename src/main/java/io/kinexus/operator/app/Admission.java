package io.kinexus.operator.app;

import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.NoSuchToken;
import io.kinexus.operator.api.Role;
import io.kinexus.operator.api.TokenControl;
import io.kinexus.operator.api.TokenList;
import io.kinexus.operator.api.TokenMade;
import io.kinexus.operator.api.TokenRequest;
import io.kinexus.operator.api.TokenView;
import io.kinexus.operator.api.Unacceptable;
import io.kinexus.operator.engine.DesiredState;
import io.kinexus.operator.ledger.Token;
import io.kinexus.operator.ledger.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who comes in by a token, and how tokens are made and ended. Goes by real time, as tokens do. */
final class Admission implements TokenControl {
    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@ -]{0,62}");

    private static final String NAMES =
            "allowed are up to 63 letters, digits, blanks and . _ @ -, a letter or digit first";

    private final Tokens tokens;
    private final DesiredState desired;

    Admission(Tokens tokens, DesiredState desired) {
        this.tokens = tokens;
        this.desired = desired;
    }

    /** Empty for a word that no live token has. */
    Optional<Caller> caller(String word) {
        return tokens.holder(word).map(token -> Caller.of(called(token), token.role(), token.environments()));
    }

    /** By its name, and by the id that no other token has. */
    private static String called(Token token) {
        return token.name().equals(token.id()) ? token.id() : token.name() + " (" + token.id() + ")";
    }

    @Override
    public TokenList list() {
        return new TokenList(tokens.all().stream().map(Admission::view).toList());
    }

    @Override
    public TokenMade create(TokenRequest request, Caller by) {
        String role = request.role()
                .filter(word -> !Role.upTo(word).isEmpty())
                .orElseThrow(() -> new Unacceptable("role: allowed are viewer, operator and admin"));
        request.name().filter(name -> !NAME.matcher(name).matches()).ifPresent(wrong -> {
            throw new Unacceptable("name: " + NAMES);
        });
        Duration life = request.expiresIn().orElse(USUAL);
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            throw new Unacceptable("expiresIn: " + life + " is out of range; allowed is PT1M to P366D");
        }
        List<String> environments = known(request.environments()
                .orElseThrow(() -> new Unacceptable("environments: name them, or give [] for all")));
        Tokens.Made made = tokens.create(request.name(), role, environments, life, by.name());
        return new TokenMade(made.word(), view(made.token()));
    }

    /** A name that is mistyped would make a token that opens nothing, or something that comes later. */
    private List<String> known(List<String> asked) {
        List<String> known = desired.environments();
        asked.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            throw new Unacceptable(
                    "environments: no environment is called " + unknown + "; there are: " + String.join(", ", known));
        });
        return asked.stream().distinct().sorted().toList();
    }

    @Override
    public TokenView revoke(String id, Caller by) {
        tokens.revoke(id, by.name());
        return tokens.find(id).map(Admission::view).orElseThrow(() -> new NoSuchToken(id));
    }

    private static TokenView view(Token token) {
        return new TokenView(
                token.id(),
                token.name(),
                token.role(),
                token.environments(),
                token.createdBy(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                state(token));
    }

    private static String state(Token token) {
        if (token.revokedAt().isPresent()) {
            return "revoked";
        }
        return token.expiresAt().filter(Instant.now()::isAfter).isPresent() ? "expired" : "active";
    }
}
