import { Skeleton } from "@mantine/core";
import { Page } from "../../../components/page.tsx";
import { common } from "../../../texts/common.ts";
import classes from "./segment-editor.module.css";

export function SegmentSkeleton() {
  return (
    <Page title={common.loading} hideTitle>
      <div role="status" aria-label={common.loading}>
        <Skeleton height={32} width={320} maw="70%" mb="lg" />
        <div className={classes.two}>
          <Skeleton height={340} radius="md" />
          <Skeleton height={260} radius="md" />
        </div>
      </div>
    </Page>
  );
}
