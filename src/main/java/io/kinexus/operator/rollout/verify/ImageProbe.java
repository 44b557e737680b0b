package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;
import java.util.Optional;
import java.util.Set;

/** The image exists, and was built for the processor that the tasks run on. */
final class ImageProbe implements Probe {
    @Override
    public String name() {
        return "image";
    }

    @Override
    public Object needs(Policy policy) {
        return policy.contents().image();
    }

    @Override
    public Findings look(Scope scope, Policy policy) {
        String image = policy.contents().image();
        Optional<ImageName> name = ImageName.parse(image);
        if (name.isEmpty()) {
            return new Findings().unknown(image + " is not in ECR, and other registries are not asked");
        }
        Optional<ImagesAws.Found> found = ImagesAws.find(scope, name.get());
        if (found.isEmpty()) {
            return new Findings()
                    .wrong(image + " does not exist: push it, or name a tag that repository "
                            + name.get().repository() + " has");
        }
        return built(scope, policy, name.get(), found.get());
    }

    private static Findings built(Scope scope, Policy policy, ImageName name, ImagesAws.Found found) {
        Manifest manifest = Manifest.read(found.manifest());
        Set<String> platforms = manifest.platforms().isEmpty()
                ? manifest.config()
                        .map(config -> Set.of(ImagesAws.builtFor(scope, name, config)))
                        .orElse(Set.of())
                : manifest.platforms();
        if (platforms.isEmpty()) {
            return new Findings().unknown("it exists, and its manifest does not say what it was built for");
        }
        String wanted = "linux/" + (policy.contents().architecture().equals("ARM64") ? "arm64" : "amd64");
        return platforms.contains(wanted)
                ? new Findings().fine(found.digest() + " for " + wanted)
                : new Findings()
                        .wrong("the image is built for " + String.join(", ", platforms) + " and the tasks run on "
                                + wanted + ": build it for " + wanted + ", or change the service's architecture");
    }
}
