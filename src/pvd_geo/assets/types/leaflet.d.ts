/* What surface.js uses of Leaflet's inside, which Leaflet's own types leave out. */
import "leaflet";

declare module "leaflet" {
  interface Map {
    /** A zoom is on its way. */
    _animatingZoom?: boolean;
  }

  interface Renderer {
    _container: HTMLElement;
    /** What the canvas covers, once it has been placed. */
    _bounds?: Bounds;
    _initContainer(): void;
    _destroyContainer(): void;
    /** Place the canvas anew. */
    _update(): void;
    /** Follow a zoom on its way. */
    _onZoom(): void;
  }
}
