import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sessionQuery } from "../../api/session.ts";
import { addUser, changeUser, newSignInLink, type SignInLink, type User, usersQuery } from "../../api/users.ts";
import { sayDone, sayFailed } from "../../components/say.ts";
import { users as texts } from "../../texts/users.ts";

export interface MadeLink extends SignInLink {
  readonly user: User;
}

interface Change {
  readonly user: User;
  readonly to: Pick<User, "name" | "role"> & { readonly disabled: boolean };
}

/** What an administrator does with users, and the dialogs that are open for it. */
export function useUserChanges(onAdded: () => void) {
  const cache = useQueryClient();
  const [made, setMade] = useState<MadeLink>();
  const [edited, setEdited] = useState<User>();
  const [disabling, setDisabling] = useState<User>();
  const again = () => void cache.invalidateQueries({ queryKey: usersQuery.queryKey });

  const add = useMutation({
    mutationFn: addUser,
    onSuccess: (answer) => {
      onAdded();
      setMade(answer);
      again();
    },
  });
  const change = useMutation({
    mutationFn: ({ user, to }: Change) => changeUser(user.id, to),
    onSuccess: (after, { user }) => {
      const wasDisabled = user.disabledAt !== null;
      const isDisabled = after.disabledAt !== null;
      sayDone(wasDisabled === isDisabled ? texts.saved(after.name) : isDisabled ? texts.disabled(after.name) : texts.enabled(after.name));
      again();
      // A name stands in the account menu and on segments too.
      void cache.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void cache.invalidateQueries({ queryKey: ["segments"] });
    },
    onError: (error) => sayFailed(texts.changeFailed, error),
    onSettled: () => {
      setEdited(undefined);
      setDisabling(undefined);
    },
  });
  const link = useMutation({
    mutationFn: (user: User) => newSignInLink(user.id),
    onSuccess: (answer, user) => setMade({ ...answer, user }),
    onError: (error) => sayFailed(texts.linkFailed, error),
  });

  return { made, closeLink: () => setMade(undefined), edited, setEdited, disabling, setDisabling, add, change, link };
}
