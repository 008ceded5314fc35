import { Skeleton } from "@mantine/core";
import { Page } from "../../../components/page.tsx";
import { common } from "../../../texts/common.ts";
import panel from "./panel/panel.module.css";
import classes from "./segment-editor.module.css";
import tree from "./tree/tree.module.css";

const ROWS = [300, 420, 360];

export function SegmentSkeleton() {
  return (
    <Page title={common.loading} hideTitle>
      <div role="status" aria-label={common.loading}>
        <Skeleton height={28} width={280} maw="70%" mt={4} mb={73} />
        <div className={classes.two}>
          <div className={tree.card}>
            <Skeleton height={18} width={260} maw="80%" mb="lg" mt={6} />
            {ROWS.map((width) => (
              <div key={width} className={tree.row}>
                <Skeleton height={24} width={width} maw="90%" my={4} />
              </div>
            ))}
          </div>
          <div className={panel.panel}>
            <Skeleton height={12} width={100} mb="sm" />
            <Skeleton height={34} width={130} mb="sm" />
            <Skeleton height={12} width={180} mb="lg" />
            <Skeleton height={70} />
          </div>
        </div>
      </div>
    </Page>
  );
}
