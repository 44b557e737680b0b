package io.kinexus.operator.blueprint.secret;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration;
import io.kinexus.operator.blueprint.secret.SecretDeclaration.Generate;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.kind.secret.SecretSpec;
import io.kinexus.operator.kind.secretconnection.SecretConnectionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A secret under the declaration's own name, and what its database adds to it once that is there. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class SecretBlueprint implements Blueprint<SecretDeclaration> {
    private static final KindName NAME = new KindName("secret");
    private static final String DATABASE = "database/";
    private static final int PASSWORD = 40;
    private static final int INSTANCE = 63;

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<SecretDeclaration> declaration() {
        return SecretDeclaration.class;
    }

    @Override
    public List<Flaw> check(SecretDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        if (!site.self().name().matches("[A-Za-z0-9/_+=.@-]{1,512}")) {
            flaws.add(
                    new Flaw("metadata.name", "is the secret's own name: 1 to 512 letters, digits and any of /_+=.@-"));
        }
        if (declaration.external() == declaration.generate().isPresent()) {
            flaws.add(new Flaw(
                    "spec",
                    declaration.external()
                            ? "has both generate and external; a secret is either made or set by hand"
                            : "needs generate, or external: true for a secret that is set by hand"));
        }
        declaration.generate().ifPresent(generate -> generated(generate, site, flaws));
        if (declaration.rotation().isPresent()) {
            rotated(declaration, site, flaws);
        }
        return flaws;
    }

    private static void generated(Generate generate, Site site, List<Flaw> flaws) {
        if (generate.length().isPresent() == generate.username().isPresent()) {
            flaws.add(new Flaw(
                    "spec.generate",
                    "needs either length, for one random text, or username, for user name and password"));
        }
        if (generate.username().isEmpty() && generate.passwordLength().isPresent()) {
            flaws.add(new Flaw("spec.generate.passwordLength", "belongs to username; one random text has length"));
        }
        if (generate.username().isEmpty() && generate.forDatabase().isPresent()) {
            flaws.add(new Flaw("spec.generate.for", "needs username: a database has a user name and a password"));
        }
        database(generate, site)
                .flatMap(DatabaseDeclaration::credentials)
                .filter(secret -> !secret.equals(site.self().name()))
                .ifPresent(other -> flaws.add(new Flaw(
                        "spec.generate.for", "names a database whose credentials are another secret, " + other)));
    }

    @Override
    public List<Declared<?>> expand(SecretDeclaration declaration, Site site) {
        String name = site.self().name();
        Declared<SecretSpec> secret = Declared.of(
                site.id("secret", name),
                site.self(),
                new SecretSpec(
                        name,
                        declaration.generate().map(SecretBlueprint::content),
                        declaration.rotation().map(rotation -> rotation(rotation, site))));
        List<Declared<?>> wanted = new ArrayList<>();
        wanted.add(declaration.external() ? secret.existing(name) : secret);
        declaration
                .generate()
                .flatMap(generate -> generate.forDatabase()
                        .map(id -> id.substring(DATABASE.length()))
                        .flatMap(database -> database(generate, site).map(found -> connection(database, found, site))))
                .ifPresent(wanted::add);
        return wanted;
    }

    private static SecretSpec.Rotation rotation(SecretDeclaration.Rotation rotation, Site site) {
        return new SecretSpec.Rotation(
                rotation.every(), rotation.users(), opened(site).map(database -> Names.cut(database.name(), INSTANCE)));
    }

    /** The database whose credentials this is. */
    private static Optional<Site.Named<DatabaseDeclaration>> opened(Site site) {
        return site.all(DatabaseDeclaration.class).stream()
                .filter(database -> database.spec()
                        .credentials()
                        .filter(site.self().name()::equals)
                        .isPresent())
                .findFirst();
    }

    private static void rotated(SecretDeclaration declaration, Site site, List<Flaw> flaws) {
        SecretDeclaration.Rotation rotation = declaration.rotation().orElseThrow();
        if (declaration.external()) {
            flaws.add(new Flaw("spec.rotation", "needs generate: a value that is set by hand is changed by hand"));
        }
        List<Site.Named<DatabaseDeclaration>> databases = site.all(DatabaseDeclaration.class).stream()
                .filter(one -> one.spec()
                        .credentials()
                        .filter(site.self().name()::equals)
                        .isPresent())
                .toList();
        if (databases.size() > 1) {
            flaws.add(new Flaw(
                    "spec.rotation",
                    "would lock out one of two databases with these credentials; give each its own secret"));
        }
        if (rotation.users() > 1
                && databases.stream().noneMatch(one -> one.spec()
                        .engine()
                        .filter(DatabaseDeclaration.Engine.POSTGRES::equals)
                        .isPresent())) {
            flaws.add(new Flaw(
                    "spec.rotation.users", "must be 1, unless a Database with engine: postgres has these credentials"));
        }
    }

    private static SecretSpec.Generate content(Generate generate) {
        return new SecretSpec.Generate(
                generate.username(),
                generate.length().or(generate::passwordLength).orElse(PASSWORD));
    }

    private static Optional<DatabaseDeclaration> database(Generate generate, Site site) {
        return generate.forDatabase()
                .filter(id -> id.startsWith(DATABASE))
                .flatMap(id -> site.find(DatabaseDeclaration.class, id.substring(DATABASE.length())));
    }

    /** Waits for the database, which itself waits for the secret: so it is a step of its own. */
    private static Declared<SecretConnectionSpec> connection(String database, DatabaseDeclaration found, Site site) {
        String name = site.self().name();
        return Declared.of(
                        site.id("secret-connection", name),
                        site.self(),
                        new SecretConnectionSpec(
                                name,
                                found.engine()
                                        .orElse(DatabaseDeclaration.Engine.POSTGRES)
                                        .scheme(),
                                site.ref("db-instance", database, "host"),
                                site.ref("db-instance", database, "port"),
                                found.connectTo()))
                .after(Set.of(site.id("secret", name)));
    }
}
