package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;
import java.util.Optional;
import java.util.TreeSet;

/** Each secret is there, and has a value. */
final class SecretsProbe implements Probe {
    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public Object needs(Policy policy) {
        return policy.contents().secrets();
    }

    @Override
    public Findings look(Scope scope, Policy policy) {
        Findings findings = new Findings();
        if (policy.contents().secrets().isEmpty()) {
            return findings.fine("it has none");
        }
        new TreeSet<>(policy.contents().secrets()).forEach(from -> look(scope, from, findings));
        return findings;
    }

    private static void look(Scope scope, String from, Findings findings) {
        Optional<SecretName> name = SecretName.parse(from).filter(SecretName::ofSecretsManager);
        if (name.isEmpty()) {
            findings.unknown(from + " is a parameter of Systems Manager, which is not asked");
        } else if (!name.get().account().equals(scope.account())
                || !name.get().region().equals(scope.region())) {
            findings.unknown(name.get().arn() + " is in another account or region, which is not asked");
        } else {
            look(name.get(), SecretsAws.find(scope, name.get().arn()), findings);
        }
    }

    private static void look(SecretName name, Optional<SecretsAws.Found> found, Findings findings) {
        String secret = name.name();
        if (found.isEmpty()) {
            findings.wrong("secret " + secret + " does not exist: create it, or correct the name");
        } else if (found.get().deleted().isPresent()) {
            findings.wrong("secret " + secret + " is scheduled for deletion: restore it with RestoreSecret");
        } else if (!found.get().current()) {
            findings.wrong("secret " + secret + " has no version with AWSCURRENT: put a value");
        } else {
            findings.fine(secret
                    + name.key()
                            .map(key -> " is there; whether it has the key " + key
                                    + " is not known, since values are never read")
                            .orElse(" is there"));
        }
    }
}
