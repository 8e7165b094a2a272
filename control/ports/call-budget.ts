/** How many calls all copies of a function together make to an API in a while. */
export interface CallBudget {
  /**
   * Takes so many calls out of the budget of this while.
   * @param most how many may have been taken with these.
   * @returns false: there would be more, and nothing was taken.
   */
  take(calls: number, most: number): Promise<boolean>;
}
