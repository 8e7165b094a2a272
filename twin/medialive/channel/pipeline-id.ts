/** A pipeline by its place; on the wire it is the string `"0"` or `"1"` (BM:medialive.PipelineDetail). */
export type PipelineId = 0 | 1;
