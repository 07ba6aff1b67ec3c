package io.facegate.training.cli;

import io.facegate.training.dataset.IdentityFolder;
import io.facegate.training.dataset.PairsFile;
import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.training.evaluation.PairsReport;
import io.facegate.vision.FacePipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate evaluate pairs}: verification accuracy through the whole pipeline. */
@Command(
        name = "pairs",
        description =
                "Verifies the pairs of an LFW-style list through the whole pipeline: decode, detect, align, embed.",
        mixinStandardHelpOptions = true)
final class EvaluatePairsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PAIRS", description = "File of pairs in the format of LFW's pairs.txt.")
    private Path pairsFile = Path.of("pairs.txt");

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "Folder with one folder of pictures for each person.")
    private Path images = Path.of("images");

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Override
    public Integer call() throws IOException {
        PairsFile pairs = PairsFile.read(pairsFile);
        IdentityFolder folder = new IdentityFolder(images);
        Set<Path> pictures = PairsReport.pictures(pairs, folder);
        PrintWriter out = spec.commandLine().getOut();
        try (FacePipeline pipeline = pipelineOptions.open();
                ProgressBar progress = Progress.of("embedding", pictures.size())) {
            EmbeddedPictures embedded = EmbeddedPictures.of(pictures, pipeline, progress);
            out.printf("%-16s %s%n", "embedder", pipeline.embedder().model());
            out.printf(
                    "%-16s %d (%d rejected)%n",
                    "pictures", pictures.size(), embedded.rejected().size());
            out.print(PairsReport.of(pairs, folder, embedded.faces()).toText());
            out.flush();
        }
        return 0;
    }
}
